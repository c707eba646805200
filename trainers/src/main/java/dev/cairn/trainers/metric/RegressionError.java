package dev.cairn.trainers.metric;

import java.util.Arrays;

/** Errors of predicted numbers. */
final class RegressionError {
    private RegressionError() {}

    static Scorer rmse(double[] truth, double[] predicted) {
        return counts -> Math.sqrt(squares(truth, predicted, counts) / rows(counts));
    }

    static Scorer mae(double[] truth, double[] predicted) {
        return counts -> {
            double sum = 0;
            for (int row = 0; row < truth.length; row++) {
                sum += counts[row] * Math.abs(truth[row] - predicted[row]);
            }
            return sum / rows(counts);
        };
    }

    /** The share of the variance that is explained; undefined when the truth does not vary. */
    static Scorer r2(double[] truth, double[] predicted) {
        return counts -> {
            double sum = 0;
            for (int row = 0; row < truth.length; row++) {
                sum += counts[row] * truth[row];
            }
            double mean = sum / rows(counts);
            double spread = 0;
            for (int row = 0; row < truth.length; row++) {
                spread += counts[row] * (truth[row] - mean) * (truth[row] - mean);
            }
            return spread == 0 ? Double.NaN : 1 - squares(truth, predicted, counts) / spread;
        };
    }

    /** Rows whose truth is 0 have no relative error and take no part; undefined when all are such. */
    static Scorer mape(double[] truth, double[] predicted) {
        return counts -> {
            double sum = 0;
            long rows = 0;
            for (int row = 0; row < truth.length; row++) {
                if (truth[row] != 0) {
                    sum += counts[row] * Math.abs((truth[row] - predicted[row]) / truth[row]);
                    rows += counts[row];
                }
            }
            return rows == 0 ? Double.NaN : sum / rows;
        };
    }

    /** Undefined when a truth is negative; a negative prediction counts as 0. */
    static Scorer rmsle(double[] truth, double[] predicted) {
        double[] logs = Arrays.stream(truth)
                .map(value -> value < 0 ? Double.NaN : Math.log1p(value))
                .toArray();
        double[] said = Arrays.stream(predicted)
                .map(value -> Math.log1p(Math.max(0, value)))
                .toArray();
        return rmse(logs, said);
    }

    /** The loss whose least mean is at this quantile (Koenker and Bassett, Econometrica 1978, eq. 3.1). */
    static Scorer pinball(double[] truth, double[] predicted, double quantile) {
        return counts -> {
            double sum = 0;
            for (int row = 0; row < truth.length; row++) {
                double below = truth[row] - predicted[row];
                sum += counts[row] * Math.max(quantile * below, (quantile - 1) * below);
            }
            return sum / rows(counts);
        };
    }

    private static double squares(double[] truth, double[] predicted, int[] counts) {
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            double error = truth[row] - predicted[row];
            sum += counts[row] * error * error;
        }
        return sum;
    }

    private static long rows(int[] counts) {
        long rows = 0;
        for (int count : counts) {
            rows += count;
        }
        return rows;
    }
}
