package dev.cairn.server.ingest.report;

/** Something about a column that its user should know. */
public enum ColumnFlag {
    /** One value in all rows. Carries nothing, so it is left out of training. */
    CONSTANT,
    /** No value in any row; left out of training. */
    ALL_MISSING,
    /** Every row has another value and they look like row names or numbers; left out of training. */
    IDENTIFIER,
    /** More levels than a frame keeps; the rare ones count as missing. */
    MANY_LEVELS,
    /** Nearly all values are numbers but a few are not, so the column is read as labels. */
    MOSTLY_NUMBERS
}
