package dev.cairn.search.simulate;

/** Where a simulated trial is. */
public enum TrialEnd {
    QUEUED,
    RUNNING,
    /** Waits for a promotion. */
    PAUSED,
    COMPLETED,
    /** By the rule for hopeless trials. */
    STOPPED,
    /** It was never promoted. */
    LEFT,
    /** By the end of the budget. */
    CUT,
    FAILED
}
