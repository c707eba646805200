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
    MOSTLY_NUMBERS,
    /** Speaks about a person; masked in previews. */
    PERSONAL,
    /** Alone, it predicts the target nearly perfectly: probably it was written down after the fact. */
    LEAK,
    /** Holds values that can hardly be meant, such as a negative age or -999. */
    IMPOSSIBLE,
    /** Some labels differ in spelling only. */
    SPELLINGS
}
