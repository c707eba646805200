package dev.cairn.trainers.metric;

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
