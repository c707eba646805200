package dev.cairn.server.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One trial. */
public record TrialJson(
        int number,
        String kind,
        String state,
        String trainer,
        Map<String, Object> values,
        Optional<Double> score,
        Optional<Double> spread,
        Optional<Map<String, Double>> metrics,
        int steps,
        Optional<Double> fitSeconds,
        int attempts,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Failure> failure,
        OptionalInt parent,
        OptionalInt retryOf,
        int revision) {
    /** Why a trial failed. */
    public record Failure(String kind, String message) {}

    /** Why a point was proposed or a trial stopped: {@code arm}, {@code reason}, {@code numbers}. */
    public record Explanation(String arm, String reason, Map<String, Object> numbers) {}

    /** A trial with all that is known of it. */
    public record Detail(
            @JsonUnwrapped TrialJson trial,
            Optional<Explanation> proposed,
            Optional<Explanation> stopped,
            Optional<Map<String, List<Double>>> perFold,
            List<Attempt> runs,
            List<Ancestor> lineage,
            Optional<Map<String, Object>> provenance) {}

    /**
     * One of the trials that a trial goes on from.
     *
     * @param steps where it ended and the next went on
     */
    public record Ancestor(int number, String state, int steps, Optional<Double> score, Map<String, Object> values) {}

    /** One execution of a trial. */
    public record Attempt(
            int trial,
            int attempt,
            String state,
            Optional<String> trainer,
            UUID worker,
            String slot,
            Instant startedAt,
            Optional<Instant> finishedAt,
            Optional<String> reason) {}

    /** Learning curves of one trial. */
    public record Metrics(List<Integer> step, List<Double> elapsedSeconds, Map<String, List<Double>> metrics) {}

    /** Learning curves of many trials; the column named like the metric comes beside the others. */
    public record Curves(
            String metric,
            String direction,
            OptionalInt sampledFrom,
            List<Integer> trial,
            List<String> state,
            List<String> trainer,
            List<Integer> offset,
            List<Integer> step,
            @JsonAnyGetter Map<String, List<Double>> values) {}

    /** Values and scores of all trials, or of a sample of so many. */
    public record Parallel(
            StudyJson.Objective objective,
            OptionalInt sampledFrom,
            List<StudyJson.Parameter> parameters,
            List<Integer> trial,
            List<String> state,
            List<String> trainer,
            List<@Nullable Double> score,
            Map<String, List<@Nullable Object>> values) {}

    /**
     * Completed trials under all objectives of their study, columnar.
     *
     * @param metrics a column for each objective and each bounded metric
     * @param front 1 where no trial that keeps the bounds is better in all objectives
     * @param hypervolume what the first front dominates up to the reference, in units of the objectives
     */
    public record Pareto(
            List<StudyJson.Objective> objectives,
            Map<String, String> constraints,
            OptionalInt sampledFrom,
            List<Integer> trial,
            List<String> trainer,
            Map<String, List<@Nullable Double>> metrics,
            List<Integer> front,
            List<Boolean> feasible,
            Optional<Double> hypervolume,
            Optional<List<Double>> reference) {}

    /** What early stopping cost and saved. */
    public record Stopping(
            String summary,
            int stopped,
            int controls,
            int beaten,
            long stepsSpent,
            long stepsSaved,
            Optional<Estimate> chance,
            Optional<Estimate> regret) {}

    /** A value with its 95 % interval. */
    public record Estimate(double value, double low, double high) {}
}
