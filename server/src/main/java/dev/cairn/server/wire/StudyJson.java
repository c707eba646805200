package dev.cairn.server.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A study with its counts and its best trial.
 *
 * @param objectives all of them, {@code objective} being the first
 * @param constraints bounds on outcomes, by metric
 * @param ended why its search ended before the budget was spent
 */
public record StudyJson(
        UUID id,
        String name,
        String state,
        Optional<DatasetJson.Ref> dataset,
        Optional<String> target,
        Optional<String> task,
        Objective objective,
        List<Objective> objectives,
        Map<String, String> constraints,
        String strategy,
        String earlyStop,
        long seed,
        List<String> models,
        Budget budget,
        String queue,
        String project,
        int priority,
        Spent spent,
        boolean deterministic,
        List<String> tags,
        Map<String, Integer> counts,
        Optional<Best> best,
        TestScore test,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> failure,
        Optional<String> ended,
        int revision) {
    /** Which study. */
    public record Ref(UUID id, String name) {}

    /** A metric and its better direction. */
    public record Objective(String metric, String direction) {}

    /** How much a study may spend. */
    public record Budget(
            int trials,
            Optional<Double> timeSeconds,
            int parallel,
            Optional<Double> deviceHours,
            Optional<Double> money) {}

    /** What its attempts have used, those that run now included. */
    public record Spent(double deviceHours, double money) {}

    /** The best completed trial. */
    public record Best(int trial, String trainer, double score, Optional<Double> spread, Map<String, Object> values) {}

    /** An estimate with its interval. */
    public record Interval(double value, double low, double high) {}

    /** The score on rows that no trial ever saw. */
    public record TestScore(
            String state,
            long vaultReads,
            OptionalInt trial,
            Optional<String> trainer,
            OptionalInt rows,
            Optional<Double> confidence,
            Optional<Map<String, Interval>> metrics,
            Optional<String> failure,
            Optional<String> note) {}

    /** What PATCH may change. */
    public record Patch(Optional<List<String>> tags, Optional<Integer> parallel) {}

    /** Where a study comes from, whose configurations it begins with, what was made from it, and what its specification was. */
    public record Lineage(
            Optional<Origin> origin, List<WarmStart> warmStart, List<Ref> derived, List<Revision> revisions) {}

    /**
     * An earlier study whose best configurations are tried early.
     *
     * @param distance of its data from the study's own, from 0 to 1
     * @param trials numbers of those configurations there, in the order of their turn
     */
    public record WarmStart(String study, double distance, List<Integer> trials) {}

    /** The study that this one was made from; it may be gone. */
    public record Origin(UUID id, String name, String kind, long event, Optional<Integer> trial) {}

    /** A specification that the study has had. */
    public record Revision(int number, long event, Instant at, List<String> changes, String text) {}

    /** More budget. */
    public record Extension(
            Optional<Integer> trials, Optional<String> time, Optional<Double> deviceHours, Optional<Double> money) {
        /** Says nothing. */
        public static final Extension NOTHING =
                new Extension(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Both forms of a specification. */
    public record SpecView(String text, Map<String, Object> spec) {}

    /** What a valid specification would run. */
    public record Validated(
            Map<String, Object> spec, Resolved resolved, Space space, Plan plan, List<String> warnings) {}

    /** What the names of a specification stand for. */
    public record Resolved(
            Optional<DatasetJson.Ref> dataset,
            Optional<String> target,
            Optional<String> task,
            OptionalInt classes,
            Objective objective,
            List<String> models,
            OptionalLong trainingRows,
            OptionalLong sealedRows) {}

    /** A space of parameters. */
    public record Space(List<Parameter> parameters, List<String> constraints, double cardinality) {}

    /** An axis of a space. */
    public record Parameter(
            String name,
            String kind,
            Optional<Number> low,
            Optional<Number> high,
            Optional<String> scale,
            Optional<Number> step,
            Optional<List<Object>> levels,
            Optional<Object> prior,
            Optional<String> when) {}

    /** How a study would go. */
    public record Plan(int trials, int parallel, int folds, Map<String, List<Integer>> rungs) {}
}
