package dev.cairn.trainers.interval;

/** By what the width of intervals varies from row to row. */
public enum Scaling {
    NONE,
    /** The predicted value. */
    VALUE,
    /** How far the members of a blend disagree. */
    DISAGREEMENT,
    BOTH;

    boolean byValue() {
        return this == VALUE || this == BOTH;
    }

    boolean byDisagreement() {
        return this == DISAGREEMENT || this == BOTH;
    }
}
