package dev.cairn.server.spec;

import dev.cairn.trainers.ensemble.Combining;

/**
 * A model made of the best models.
 *
 * @param size how many models it has at most
 * @param method the ways in which they may become one
 * @param distill whether one model that learns from them answers in the end
 */
public record EnsembleSpec(int size, Combining method, boolean distill) {
    static final int USUAL_SIZE = 10;
    static final int MOST = 50;

    /** What a study gets that leaves its plan open. */
    static final EnsembleSpec WIDE = new EnsembleSpec(20, Combining.AUTO, false);
}
