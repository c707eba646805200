package dev.cairn.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored study; see {@link NewStudy} for what is not said here.
 *
 * @param eventSeq number of its newest event; also the version that an ETag shows
 * @param revision how often its specification was changed, and once more
 * @param failure why it failed or was cancelled
 */
public record StudyRecord(
        UUID id,
        String name,
        StudyState state,
        String specJson,
        String specText,
        Optional<UUID> splitId,
        long seed,
        List<String> metrics,
        boolean maximize,
        int maxTrials,
        Optional<Duration> maxTime,
        int parallel,
        int priority,
        String queue,
        boolean deterministic,
        int lag,
        int maxLosses,
        long eventSeq,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> failure,
        List<String> tags,
        Allowance allowance,
        int revision) {
    public StudyRecord {
        metrics = List.copyOf(metrics);
        tags = List.copyOf(tags);
    }

    /** This study as it was under one of its revisions. */
    public StudyRecord under(int earlier, String specification) {
        return new StudyRecord(
                id,
                name,
                state,
                specification,
                specText,
                splitId,
                seed,
                metrics,
                maximize,
                maxTrials,
                maxTime,
                parallel,
                priority,
                queue,
                deterministic,
                lag,
                maxLosses,
                eventSeq,
                createdAt,
                startedAt,
                finishedAt,
                failure,
                tags,
                allowance,
                earlier);
    }

    /** Whether its trials are trained elsewhere, by clients that ask and tell. */
    public boolean external() {
        return splitId.isEmpty();
    }

    public String objective() {
        return metrics.get(0);
    }
}
