package dev.cairn.trainers.djl;

import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;

/** Rows as the numbers a network takes, fitted on the rows it learns from. */
interface Inputs {
    int width();

    /** Writes these rows of the frame into the first cells of {@code out}, row by row. */
    void read(Frame frame, int[] rows, float[] out);

    /** A set of rows, kept as numbers if that takes little room. */
    default Table table(RowSet rows) {
        return new Table(this, rows);
    }
}
