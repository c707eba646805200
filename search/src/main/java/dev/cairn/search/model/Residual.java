package dev.cairn.search.model;

import dev.cairn.search.math.Cholesky;
import java.util.Arrays;

/**
 * Observations freed of their generalised-least-squares mean.
 *
 * @param weights K⁻¹ (y − mean), which sum to 0
 */
@SuppressWarnings("ArrayRecordComponent") // a pair of results within this package
record Residual(double[] weights, double mean) {
    static Residual of(Cholesky factor, double[] y) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        double[] byOnes = factor.solve(ones);
        double[] weights = factor.solve(y);
        double mean = Arrays.stream(weights).sum() / Arrays.stream(byOnes).sum();
        for (int i = 0; i < y.length; i++) {
            weights[i] -= mean * byOnes[i];
        }
        return new Residual(weights, mean);
    }
}
