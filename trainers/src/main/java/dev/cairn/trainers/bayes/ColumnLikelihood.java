package dev.cairn.trainers.bayes;

import dev.cairn.trainers.data.Column;

/** How likely each class makes a cell of one column. */
interface ColumnLikelihood {
    /** What it takes to know. */
    long bytes();

    /** Adds each row's log-likelihoods to its scores, one per class. */
    void addTo(double[][] scores, Column column, int[] rows);
}
