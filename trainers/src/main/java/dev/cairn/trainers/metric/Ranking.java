package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Areas under the ROC curve and the precision-recall curve. Rows of equal score are one step of the curve, so ties earn half in the ROC
 * (Fawcett, Pattern Recognition Letters 2006, §5–7); the second is average precision, without interpolation, which is too kind
 * (Davis and Goadrich, ICML 2006).
 */
final class Ranking {
    private final int[] order;
    private final boolean[] positive;
    private final boolean[] endsTie;

    private Ranking(Target.Classes truth, Probabilities predictions, int label) {
        int rows = truth.rows();
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = predictions.of(row, label);
        }
        order = Order.descending(scores);
        positive = new boolean[rows];
        endsTie = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            positive[i] = truth.codes()[order[i]] == label;
            endsTie[i] = i == rows - 1 || scores[order[i]] != scores[order[i + 1]];
        }
    }

    static Scorer rocAuc(Target.Classes truth, Probabilities predictions) {
        return macro(truth, predictions, Ranking::rocAuc);
    }

    static Scorer averagePrecision(Target.Classes truth, Probabilities predictions) {
        return macro(truth, predictions, Ranking::averagePrecision);
    }

    /** One curve of one class against the rest. */
    private interface Area {
        double under(Ranking ranking, int[] counts);
    }

    /** Two classes: the second is the positive one. More: the mean over those that have rows on both sides. */
    private static Scorer macro(Target.Classes truth, Probabilities predictions, Area area) {
        List<Ranking> rankings = new ArrayList<>();
        for (int label = truth.classes() == 2 ? 1 : 0; label < truth.classes(); label++) {
            rankings.add(new Ranking(truth, predictions, label));
        }
        return counts -> rankings.stream()
                .mapToDouble(ranking -> area.under(ranking, counts))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private double rocAuc(int[] counts) {
        double area = 0;
        long positives = 0;
        long negatives = 0;
        long tiedPositives = 0;
        long tiedNegatives = 0;
        for (int i = 0; i < order.length; i++) {
            int count = counts[order[i]];
            if (positive[i]) {
                tiedPositives += count;
            } else {
                tiedNegatives += count;
            }
            if (endsTie[i]) {
                area += tiedNegatives * (positives + tiedPositives / 2.0);
                positives += tiedPositives;
                negatives += tiedNegatives;
                tiedPositives = 0;
                tiedNegatives = 0;
            }
        }
        return positives == 0 || negatives == 0 ? Double.NaN : area / positives / negatives;
    }

    private double averagePrecision(int[] counts) {
        double sum = 0;
        long positives = 0;
        long seen = 0;
        long tiedPositives = 0;
        for (int i = 0; i < order.length; i++) {
            int count = counts[order[i]];
            seen += count;
            if (positive[i]) {
                tiedPositives += count;
            }
            if (endsTie[i] && tiedPositives > 0) {
                positives += tiedPositives;
                sum += tiedPositives * ((double) positives / seen);
                tiedPositives = 0;
            }
        }
        return positives == 0 || positives == seen ? Double.NaN : sum / positives;
    }
}
