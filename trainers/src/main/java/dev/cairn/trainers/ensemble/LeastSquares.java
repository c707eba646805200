package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import java.util.Arrays;
import java.util.List;

/** Weights that are not negative and an intercept, by least squares with a normal prior around given weights; found coordinate by coordinate. */
final class LeastSquares {
    private static final int MOST_SWEEPS = 2_000;
    private static final double STILL = 1e-9;

    private final double[][] said;
    private final double[] means;
    private final double[] truth;
    private final double[] weights;
    private final double meanTruth;

    LeastSquares(List<Predictions> said, double[] truth, double[] prior, double strength) {
        this.said = said.stream().map(Predictions::numbers).toArray(double[][]::new);
        this.means = Arrays.stream(this.said).mapToDouble(LeastSquares::mean).toArray();
        this.truth = truth;
        this.meanTruth = mean(truth);
        this.weights = prior.clone();
        descend(prior, strength * noise(prior));
    }

    double[] weights() {
        return weights;
    }

    double total() {
        return Arrays.stream(weights).sum();
    }

    double intercept() {
        double intercept = meanTruth;
        for (int model = 0; model < weights.length; model++) {
            intercept -= weights[model] * means[model];
        }
        return intercept;
    }

    /** Variance of what the prior's weights leave over. */
    private double noise(double[] prior) {
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            double left = truth[row] - meanTruth;
            for (int model = 0; model < prior.length; model++) {
                left -= prior[model] * (said[model][row] - means[model]);
            }
            sum += left * left;
        }
        return sum / truth.length;
    }

    private void descend(double[] prior, double penalty) {
        int models = said.length;
        double[][] gram = new double[models][models];
        double[] along = new double[models];
        for (int a = 0; a < models; a++) {
            along[a] = product(said[a], means[a], truth, meanTruth) + penalty * prior[a];
            for (int b = 0; b <= a; b++) {
                gram[a][b] = product(said[a], means[a], said[b], means[b]);
                gram[b][a] = gram[a][b];
            }
            gram[a][a] += penalty;
        }
        NonNegative.minimize(gram, along, weights, models, MOST_SWEEPS, STILL);
    }

    private static double product(double[] a, double meanOfA, double[] b, double meanOfB) {
        double sum = 0;
        for (int row = 0; row < a.length; row++) {
            sum += (a[row] - meanOfA) * (b[row] - meanOfB);
        }
        return sum;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
