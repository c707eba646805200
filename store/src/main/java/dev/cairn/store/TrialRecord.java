package dev.cairn.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A stored trial; see {@link NewTrial} for what is not said here.
 *
 * @param event number of the study event of its last change
 * @param attempt number of its newest attempt, 0 before the first
 * @param losses attempts lost with their worker
 * @param failures attempts that failed by the trial's own fault
 * @param recovered whether it goes before all others because a worker lost it
 * @param failure why it failed
 * @param outcome what it scored; present when it completed or was pruned
 * @param retryOf the trial whose values it tries again, from the beginning
 * @param revision the revision of the study's specification that it was made under
 */
public record TrialRecord(
        UUID study,
        int number,
        TrialKind kind,
        TrialState state,
        Map<String, Object> values,
        int maxSteps,
        Map<String, Object> why,
        OptionalInt parent,
        long event,
        int attempt,
        int losses,
        int failures,
        boolean recovered,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Failure> failure,
        Optional<TrialResult> outcome,
        OptionalInt retryOf,
        int revision) {
    public TrialRecord {
        values = JsonMaps.copy(values);
        why = JsonMaps.copy(why);
    }

    /** What a retry gives as its reason. */
    public static Map<String, Object> retryReason(int trial) {
        return Map.of("arm", "retry", "reason", "trial " + trial + " again, asked for by hand", "numbers", Map.of());
    }

    /**
     * Requires that the trial can be tried again.
     *
     * @throws StoreConflict unless this is a search trial that is over
     */
    public void requireRetryable() {
        if (kind != TrialKind.SEARCH) {
            throw new StoreConflict("trial " + number + " is the final evaluation; extend the study to have another");
        }
        if (!state.terminal()) {
            throw new StoreConflict("trial " + number + " is " + state + "; only one that is over is tried again");
        }
    }

    /** Why a trial failed. */
    public record Failure(FailureKind kind, String message) {}
}
