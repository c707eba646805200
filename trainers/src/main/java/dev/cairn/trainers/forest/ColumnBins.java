package dev.cairn.trainers.forest;

import dev.cairn.trainers.data.Column;

/** How one column becomes bins, fitted on training rows. Bin {@link BinnedTable#MISSING} is a missing cell. */
interface ColumnBins {
    /** How many bins hold what is not missing, at most 255. */
    int count();

    boolean categorical();

    /** Where a number of this bin lies, for cuts drawn in the column's own scale. */
    float centre(int bin);

    /** The bins of these rows of a column with the same name and kind. */
    byte[] encode(Column column, int[] rows);
}
