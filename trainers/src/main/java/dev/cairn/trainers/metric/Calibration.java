package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;

/** Whether probabilities mean what they say. */
final class Calibration {
    /** As many as Guo et al. take; all of the same width. */
    private static final int BINS = 15;

    private Calibration() {}

    /**
     * The mean squared distance of the probabilities from the truth (Brier, Monthly Weather Review 1950). With two classes both are equally far off,
     * and one of them is counted.
     */
    static Scorer brier(Target.Classes truth, Probabilities said) {
        double[] distances = new double[truth.rows()];
        for (int row = 0; row < distances.length; row++) {
            for (int label = 0; label < said.classes(); label++) {
                double distance = said.of(row, label) - (truth.codes()[row] == label ? 1 : 0);
                distances[row] += distance * distance;
            }
            distances[row] /= said.classes() == 2 ? 2 : 1;
        }
        return counts -> {
            double sum = 0;
            long rows = 0;
            for (int row = 0; row < distances.length; row++) {
                sum += counts[row] * distances[row];
                rows += counts[row];
            }
            return sum / rows;
        };
    }

    /** The gap between confidence and accuracy in each bin of confidence, weighted by rows (Guo et al., ICML 2017, eq. 3). */
    static Scorer error(Target.Classes truth, Probabilities said) {
        int[] bins = new int[truth.rows()];
        double[] surplus = new double[bins.length];
        for (int row = 0; row < bins.length; row++) {
            int best = said.best(row);
            double confidence = said.of(row, best);
            bins[row] = Math.max(0, Math.min(BINS, (int) Math.ceil(confidence * BINS)) - 1);
            surplus[row] = confidence - (truth.codes()[row] == best ? 1 : 0);
        }
        return counts -> {
            double[] sums = new double[BINS];
            long rows = 0;
            for (int row = 0; row < bins.length; row++) {
                sums[bins[row]] += counts[row] * surplus[row];
                rows += counts[row];
            }
            double gap = 0;
            for (double sum : sums) {
                gap += Math.abs(sum);
            }
            return gap / rows;
        };
    }
}
