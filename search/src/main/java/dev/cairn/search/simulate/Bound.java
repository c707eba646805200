package dev.cairn.search.simulate;

/** What ends a study. */
public enum Bound {
    /** All its trials are over. */
    TRIALS,
    TIME,
    DEVICE_HOURS,
    MONEY,
    /** The sampler has nothing left to try. */
    SPACE
}
