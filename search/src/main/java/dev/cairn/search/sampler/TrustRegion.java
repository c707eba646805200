package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;

/**
 * A box around the best point that grows with success and shrinks with failure, longer where the function varies slowly (TuRBO: Eriksson
 * et al., NeurIPS 2019).
 *
 * <p>A trial that did not finish is no failure: a rule stops most trials of a good region, since there they differ least.
 *
 * <p>Its size is replayed from the whole history each time, so that it is a function of that and not a state.
 *
 * @param centre index of the best observation
 * @param length side of the box in the unit cube
 */
record TrustRegion(int centre, double length) {
    private static final double START = 0.8;
    private static final double MOST = 1.6;
    private static final double LEAST = 1.0 / 128;
    private static final int SUCCESSES = 3;
    /** An improvement counts if it is at least this part of the best loss seen so far (Eriksson et al.). */
    private static final double GAIN = 1e-3;

    static TrustRegion replay(Evidence evidence, int dimensions) {
        double[] losses = evidence.losses();
        int patience = Math.max(4, dimensions);
        double length = START;
        int best = 0;
        int successes = 0;
        int failures = 0;
        for (int i = 1; i < losses.length; i++) {
            boolean success = losses[i] < losses[best] - GAIN * Math.abs(losses[best]);
            if (success) {
                successes++;
                failures = 0;
            } else if (own(evidence.arms().get(i)) && !evidence.unfinished().get(i)) {
                successes = 0;
                failures++;
            }
            if (losses[i] < losses[best]) {
                best = i;
            }
            if (successes == SUCCESSES) {
                length = Math.min(MOST, 2 * length);
                successes = 0;
            } else if (failures == patience) {
                length = length / 2 < LEAST ? START : length / 2;
                failures = 0;
            }
        }
        return new TrustRegion(best, length);
    }

    /** Whether a trial that gained nothing speaks against the box: not if another arm looked elsewhere. */
    private static boolean own(String arm) {
        return arm.isEmpty() || arm.equals(Arm.TRUST_REGION.label());
    }

    /** Half the side of the box along each coordinate, of the same volume whatever the length scales. */
    double[] reach(Features features, Hyperparameters hyperparameters, int dimensions) {
        double[] reach = new double[dimensions];
        double logMean = 0;
        int numeric = 0;
        for (int d = 0; d < dimensions; d++) {
            if (!features.nominal(d)) {
                logMean += Math.log(hyperparameters.lengths()[d]);
                numeric++;
            }
        }
        double typical = Math.exp(logMean / Math.max(1, numeric));
        for (int d = 0; d < dimensions; d++) {
            reach[d] =
                    length / 2 * Math.min(8, Math.max(1.0 / 8, hyperparameters.lengths()[d] / typical));
        }
        return reach;
    }
}
