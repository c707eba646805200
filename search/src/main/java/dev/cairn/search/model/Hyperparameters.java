package dev.cairn.search.model;

/**
 * What a Gaussian process learned about its kernel.
 *
 * @param lengths length scale of each coordinate
 * @param signal variance of the function
 * @param noise variance of an observation around it
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops and never written
public record Hyperparameters(double[] lengths, double signal, double noise) {
    double[] inverseSquares() {
        double[] weights = new double[lengths.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (lengths[i] * lengths[i]);
        }
        return weights;
    }
}
