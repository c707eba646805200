package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Marginals;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is right and wrong about several labels, each of which is said where its probability is at least a half.
 *
 * @param right labels rightly said, by column
 * @param wrong labels wrongly said, by column
 * @param missed labels wrongly not said, by column
 * @param rows all rows
 * @param whole rows all of whose labels are right
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record LabelScores(double[] right, double[] wrong, double[] missed, double rows, double whole) {
    private static final double SAID = 0.5;

    static Scorer of(Target.Labels truth, Marginals said, ToDoubleFunction<LabelScores> summary) {
        return counts -> summary.applyAsDouble(count(truth, said, counts));
    }

    private static LabelScores count(Target.Labels truth, Marginals said, int[] counts) {
        int labels = truth.count();
        double[] right = new double[labels];
        double[] wrong = new double[labels];
        double[] missed = new double[labels];
        double rows = 0;
        double whole = 0;
        for (int row = 0; row < counts.length; row++) {
            boolean all = true;
            for (int label = 0; label < labels; label++) {
                boolean yes = truth.says(row, label);
                boolean saidYes = said.of(row, label) >= SAID;
                all &= yes == saidYes;
                if (saidYes) {
                    (yes ? right : wrong)[label] += counts[row];
                } else if (yes) {
                    missed[label] += counts[row];
                }
            }
            rows += counts[row];
            whole += all ? counts[row] : 0;
        }
        return new LabelScores(right, wrong, missed, rows, whole);
    }

    /** The share of cells, a row's label each, that are wrong. */
    double hammingLoss() {
        return (sum(wrong) + sum(missed)) / (rows * right.length);
    }

    /** The share of rows all of whose labels are right. */
    double subsetAccuracy() {
        return whole / rows;
    }

    /** F1 of all cells together. */
    double microF1() {
        return f1(sum(right), sum(wrong), sum(missed));
    }

    /** The mean over the labels that are true or said somewhere. */
    double macroF1() {
        double sum = 0;
        int known = 0;
        for (int label = 0; label < right.length; label++) {
            if (right[label] + wrong[label] + missed[label] > 0) {
                sum += f1(right[label], wrong[label], missed[label]);
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    private static double f1(double right, double wrong, double missed) {
        double cells = 2 * right + wrong + missed;
        return cells == 0 ? 0 : 2 * right / cells;
    }

    private static double sum(double[] ofLabels) {
        double sum = 0;
        for (double one : ofLabels) {
            sum += one;
        }
        return sum;
    }

    /** The mean of the ROC AUC over the labels for which it is defined; NaN when there is none. */
    static Scorer meanAuc(Target.Labels truth, Marginals said) {
        List<Scorer> ofLabels = new ArrayList<>();
        for (int label = 0; label < truth.count(); label++) {
            double[] flat = new double[2 * said.rows()];
            for (int row = 0; row < said.rows(); row++) {
                flat[2 * row] = 1 - said.of(row, label);
                flat[2 * row + 1] = said.of(row, label);
            }
            ofLabels.add(Ranking.rocAuc(truth.of(label), new Probabilities(2, flat)));
        }
        return counts -> ofLabels.stream()
                .mapToDouble(scorer -> scorer.score(counts))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
