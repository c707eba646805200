package dev.cairn.trainers.calibration;

/**
 * Turns scores into probabilities: a softmax over the scores times a steepness, which is fitted on rows that the model did not learn from. With
 * one parameter it holds up on few rows (Platt, Advances in Large Margin Classifiers 1999, whose smoothed targets keep it from certainty; Guo et
 * al., ICML 2017, §4.2 for more than two classes).
 *
 * @param steepness what a score counts for
 */
public record Temperature(double steepness) {
    private static final double LOWEST = Math.log(1e-3);
    private static final double HIGHEST = Math.log(1e3);
    private static final int HALVINGS = 40;

    /**
     * The steepness with the least loss, by golden-section search: the loss is convex in it.
     *
     * @param scores row by row
     * @param truth the place of the true class among the scores, negative when it has none
     */
    public static Temperature fit(double[][] scores, int[] truth) {
        double golden = (Math.sqrt(5) - 1) / 2;
        double low = LOWEST;
        double high = HIGHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss(Math.exp(left), scores, truth) <= loss(Math.exp(right), scores, truth)) {
                high = right;
            } else {
                low = left;
            }
        }
        return new Temperature(Math.exp((low + high) / 2));
    }

    /** The negative log-likelihood when the truth is held for all but certain. */
    private static double loss(double steepness, double[][] scores, int[] truth) {
        double doubt = 1.0 / (truth.length + 2);
        Temperature tried = new Temperature(steepness);
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] < 0) {
                continue;
            }
            double[] probabilities = tried.probabilities(scores[row]);
            for (int label = 0; label < probabilities.length; label++) {
                double held = label == truth[row] ? 1 - doubt : doubt / (probabilities.length - 1);
                sum -= held * Math.log(Math.max(Double.MIN_NORMAL, probabilities[label]));
            }
        }
        return sum;
    }

    /** The softmax of one row's scores. */
    public double[] probabilities(double[] scores) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int label = 0; label < scores.length; label++) {
            probabilities[label] = Math.exp(steepness * (scores[label] - highest));
            sum += probabilities[label];
        }
        for (int label = 0; label < scores.length; label++) {
            probabilities[label] /= sum;
        }
        return probabilities;
    }
}
