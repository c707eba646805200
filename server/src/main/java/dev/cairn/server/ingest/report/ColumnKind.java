package dev.cairn.server.ingest.report;

/** What the values of a column are, judged from all of them or said by the user. */
public enum ColumnKind {
    /** Every value that is present is a number. */
    NUMERIC,
    /** Labels, in their own spelling. */
    CATEGORICAL,
    /** Labels from the least to the greatest. */
    ORDINAL,
    /** Two labels that say yes and no ({@code yes/no}, {@code true/false}, …), in their own spelling. */
    BOOLEAN,
    /** Dates or times. */
    DATETIME,
    /** Prose, or labels that hardly ever repeat. */
    TEXT,
    /** Names a row; left out of training. */
    IDENTIFIER,
    /** One pixel of an image, 0..255. */
    PIXEL;

    /** True when a column of this kind becomes level codes in a frame. */
    public boolean isLabels() {
        return this == CATEGORICAL || this == ORDINAL || this == BOOLEAN;
    }

    /** True when a distribution of numbers describes the column. */
    public boolean isQuantity() {
        return this == NUMERIC || this == PIXEL || this == DATETIME;
    }
}
