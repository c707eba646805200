package dev.cairn.trainers.metric;

import java.util.function.IntToDoubleFunction;

/** How often each class was taken for each other, reduced to what the metrics need: hits, true rows and predicted rows per class. */
final class Confusion {
    private final long[] hits;
    private final long[] truly;
    private final long[] predictedAs;
    private long rows;

    Confusion(int[] truth, int[] predicted, int[] counts, int classes) {
        hits = new long[classes];
        truly = new long[classes];
        predictedAs = new long[classes];
        for (int row = 0; row < truth.length; row++) {
            int count = counts[row];
            rows += count;
            truly[truth[row]] += count;
            predictedAs[predicted[row]] += count;
            if (truth[row] == predicted[row]) {
                hits[truth[row]] += count;
            }
        }
    }

    double accuracy() {
        long right = 0;
        for (long hit : hits) {
            right += hit;
        }
        return (double) right / rows;
    }

    /** The mean recall of the classes that are there. */
    double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int label = 0; label < hits.length; label++) {
            if (truly[label] > 0) {
                sum += recall(label);
                present++;
            }
        }
        return sum / present;
    }

    /** The correlation of more than two classes too (Gorodkin, Computational Biology and Chemistry 2004, eq. 8); 0 where one side does not vary. */
    double matthews() {
        double together = together();
        double spread = Math.sqrt(1 - squares(truly)) * Math.sqrt(1 - squares(predictedAs));
        return spread > 0 ? (accuracy() - together) / spread : 0;
    }

    /** Agreement beyond that of two who guess with these frequencies (Cohen, Educational and Psychological Measurement 1960); undefined for one class. */
    double kappa() {
        double together = together();
        return together < 1 ? (accuracy() - together) / (1 - together) : Double.NaN;
    }

    /** The share of hits that chance would have. */
    private double together() {
        double sum = 0;
        for (int label = 0; label < truly.length; label++) {
            sum += ((double) truly[label] / rows) * ((double) predictedAs[label] / rows);
        }
        return sum;
    }

    private double squares(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += ((double) count / rows) * ((double) count / rows);
        }
        return sum;
    }

    double precision(int label) {
        return ratio(hits[label], predictedAs[label]);
    }

    double recall(int label) {
        return ratio(hits[label], truly[label]);
    }

    double f1(int label) {
        return ratio(2 * hits[label], truly[label] + predictedAs[label]);
    }

    double macro(IntToDoubleFunction ofLabel) {
        double sum = 0;
        int present = 0;
        for (int label = 0; label < hits.length; label++) {
            if (truly[label] + predictedAs[label] > 0) {
                sum += ofLabel.applyAsDouble(label);
                present++;
            }
        }
        return sum / present;
    }

    double weighted(IntToDoubleFunction ofLabel) {
        double sum = 0;
        for (int label = 0; label < hits.length; label++) {
            sum += truly[label] * ofLabel.applyAsDouble(label);
        }
        return sum / rows;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
