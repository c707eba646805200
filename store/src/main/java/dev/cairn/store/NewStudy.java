package dev.cairn.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A study to be stored.
 *
 * @param specJson the resolved specification, canonical JSON that the store does not interpret
 * @param specText the text as it was submitted
 * @param splitId the rows it trains on; empty where clients train elsewhere
 * @param metrics names in the order in which measurements keep their numbers, the objective first
 * @param maximize whether a larger objective is better
 * @param maxTrials budget of search trials
 * @param parallel trials that may run at the same time
 * @param priority larger is claimed first
 * @param lag trials that a suggestion may be behind
 * @param maxLosses dead workers a trial survives
 * @param allowance what it may use of the machines
 */
public record NewStudy(
        UUID id,
        String name,
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
        List<String> tags,
        Allowance allowance) {
    /** Queue of the studies that clients train: no worker serves it. */
    public static final String EXTERNAL_QUEUE = "external";

    /** Losses after which a trial is given up as FAILED(lost). */
    public static final int DEFAULT_MAX_LOSSES = 5;

    /** A study that may use its fair share of the default project. */
    public NewStudy(
            UUID id,
            String name,
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
            List<String> tags) {
        this(
                id,
                name,
                specJson,
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
                tags,
                Allowance.NONE);
    }

    public NewStudy {
        Checks.notBlank("study name", name);
        Checks.notBlank("queue", queue);
        Checks.that(!metrics.isEmpty(), "metrics", "hold at least the objective", metrics);
        Checks.that(maxTrials >= 1, "maxTrials", "is at least 1", maxTrials);
        Checks.that(parallel >= 1, "parallel", "is at least 1", parallel);
        Checks.that(lag >= 0, "lag", "is not negative", lag);
        Checks.that(maxLosses >= 0, "maxLosses", "is not negative", maxLosses);
        metrics = List.copyOf(metrics);
        tags = List.copyOf(tags);
    }
}
