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
        Optional<TrialResult> outcome) {
    public TrialRecord {
        values = JsonMaps.copy(values);
        why = JsonMaps.copy(why);
    }

    /** Why a trial failed. */
    public record Failure(FailureKind kind, String message) {}
}
