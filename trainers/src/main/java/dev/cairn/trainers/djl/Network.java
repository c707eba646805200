package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.random.RandomGenerator;

/** The layers of a model as a function of its parameters; holds no arrays itself. */
interface Network {
    /** In the order in which {@link #forward} expects them. */
    List<Parameter> parameters(RandomGenerator random);

    /**
     * Logits of the classes, or the standardised number.
     *
     * @param input a row per example
     */
    NDArray forward(NDArray input, List<NDArray> parameters, boolean training);
}
