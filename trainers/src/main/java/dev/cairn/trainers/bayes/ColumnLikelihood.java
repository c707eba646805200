package dev.cairn.trainers.bayes;

import dev.cairn.trainers.data.Column;

/** How likely each class makes a cell of one column. */
interface ColumnLikelihood {
    /** Adds each row's log-likelihoods to its scores, one per class. */
    void addTo(double[][] scores, Column column, int[] rows);
}
