package dev.cairn.server.ingest.report;

/** What the values of a column are, judged from all of them. */
public enum ColumnKind {
    /** Every value that is present is a number. */
    NUMERIC,
    /** Labels, in their own spelling. */
    CATEGORICAL,
    /** Two labels that say yes and no ({@code yes/no}, {@code true/false}, …): a categorical column that keeps its spelling. */
    BOOLEAN,
    /** ISO dates or times; a feature as the number of days since 1970. */
    DATETIME,
    /** Prose, or labels that hardly ever repeat; left out of training until there is a text trainer. */
    TEXT,
    /** One pixel of an image, 0..255. */
    PIXEL;

    /** True when a column of this kind becomes level codes in a frame. */
    public boolean isLabels() {
        return this == CATEGORICAL || this == BOOLEAN;
    }
}
