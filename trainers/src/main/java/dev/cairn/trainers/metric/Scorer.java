package dev.cairn.trainers.metric;

/** A metric of fixed predictions, ready to be taken of many resamples of their rows. */
@FunctionalInterface
public interface Scorer {
    /**
     * The metric when row {@code i} counts {@code counts[i]} times; NaN when it is undefined for them, such as the ROC AUC of one class.
     */
    double score(int[] counts);
}
