package dev.cairn.server.simulate;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;

/**
 * A trial of a study that was run.
 *
 * @param number its own
 * @param curve what it measured until it ended or was stopped
 * @param end how it ended
 * @param score not a number unless it completed
 * @param finishedSeconds from the start of its study; not a number where nobody knows
 */
public record RecordedTrial(
        int number,
        Values values,
        String trainer,
        Curve curve,
        End end,
        double score,
        double setupSeconds,
        double secondsPerStep,
        double finishedSeconds) {
    /** How it ended. */
    public enum End {
        COMPLETED,
        STOPPED,
        FAILED,
        DIVERGED
    }
}
