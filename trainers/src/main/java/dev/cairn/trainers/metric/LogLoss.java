package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;

/** The mean negative log-likelihood of the true class. A probability is never taken as nearer to 0 than {@value #FLOOR}, so that one blunder costs 34.5. */
final class LogLoss implements Scorer {
    private static final double FLOOR = 1e-15;

    private final double[] losses;

    LogLoss(Target.Classes truth, Probabilities predictions) {
        losses = new double[truth.rows()];
        for (int row = 0; row < losses.length; row++) {
            double probability = predictions.of(row, truth.codes()[row]);
            losses[row] = -Math.log(Math.min(1, Math.max(FLOOR, probability)));
        }
    }

    @Override
    public double score(int[] counts) {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < losses.length; row++) {
            sum += counts[row] * losses[row];
            rows += counts[row];
        }
        return sum / rows;
    }
}
