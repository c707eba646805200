package dev.cairn.search.model;

import java.util.Arrays;

/**
 * What a Gaussian process learned about its kernel.
 *
 * @param lengths length scale of each coordinate
 * @param signal variance of the function
 * @param noise variance of an observation around it
 * @param warp how coordinates are bent before distances are measured
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops and never written
public record Hyperparameters(double[] lengths, double signal, double noise, InputWarp warp) {
    /** With all coordinates straight. */
    public Hyperparameters(double[] lengths, double signal, double noise) {
        this(lengths, signal, noise, InputWarp.none(lengths.length));
    }

    /** How many coordinates are bent. */
    public int bent() {
        return warp.bent();
    }

    double[] inverseSquares() {
        double[] weights = new double[lengths.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (lengths[i] * lengths[i]);
        }
        return weights;
    }

    /** Whether both give the same kernel, to the last bit. */
    boolean same(Hyperparameters other) {
        return signal == other.signal
                && noise == other.noise
                && Arrays.equals(lengths, other.lengths)
                && Arrays.equals(warp.a(), other.warp.a())
                && Arrays.equals(warp.b(), other.warp.b());
    }
}
