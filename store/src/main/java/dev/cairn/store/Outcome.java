package dev.cairn.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How an attempt ended. */
public sealed interface Outcome {
    /** How the attempt stands in the books. */
    AttemptState attempt();

    /** What becomes of a trial of this kind, in a study that stands so. */
    TrialState trial(StudyState study, TrialKind kind);

    /** Why, where it is not a matter of course. */
    default Optional<String> reason() {
        return Optional.empty();
    }

    /** What the trial scored with it. */
    default Optional<TrialResult> result(int attempt) {
        return Optional.empty();
    }

    /** How the models that it scored came to be; empty where nobody says. */
    default Map<String, Object> provenance() {
        return Map.of();
    }

    private static TrialState ifWanted(TrialState state, StudyState study, TrialKind kind) {
        return study.wants(kind) ? state : TrialState.CANCELLED;
    }

    /**
     * The search trial was trained to its end. A diverged trial has no objective: that is a {@link Failed}.
     *
     * @param kept whether it keeps the bounds of its study on other metrics; one that does not is never the best
     * @param spared the verdict that would have stopped it, had it not been one of the control group; empty for the others
     * @param provenance how its models came to be; empty where nobody says
     */
    record Completed(
            Map<String, Double> metrics,
            Map<String, List<Double>> perFold,
            double objective,
            double spread,
            int steps,
            Duration fitTime,
            Optional<String> predictions,
            boolean kept,
            Map<String, Object> spared,
            Map<String, Object> provenance)
            implements Outcome {
        /** Of a trial whose models are elsewhere. */
        public Completed(
                Map<String, Double> metrics,
                Map<String, List<Double>> perFold,
                double objective,
                double spread,
                int steps,
                Duration fitTime,
                Optional<String> predictions,
                boolean kept,
                Map<String, Object> spared) {
            this(metrics, perFold, objective, spread, steps, fitTime, predictions, kept, spared, Map.of());
        }

        /** Of a trial that nobody wished to stop, in a study without bounds. */
        public Completed(
                Map<String, Double> metrics,
                Map<String, List<Double>> perFold,
                double objective,
                double spread,
                int steps,
                Duration fitTime,
                Optional<String> predictions) {
            this(metrics, perFold, objective, spread, steps, fitTime, predictions, true, Map.of());
        }

        public Completed {
            Checks.that(!Double.isNaN(objective), "objective", "is a number (a diverged trial failed)", objective);
            Checks.that(steps >= 0, "steps", "is not negative", steps);
            predictions.ifPresent(sha -> Checks.sha256("predictions", sha));
            metrics = JsonMaps.copy(metrics);
            perFold = JsonMaps.copy(perFold);
            spared = JsonMaps.copy(spared);
            provenance = JsonMaps.copy(provenance);
        }

        @Override
        public Optional<TrialResult> result(int attempt) {
            OptionalDouble score = kept ? OptionalDouble.of(objective) : OptionalDouble.empty();
            return Optional.of(new TrialResult(
                    attempt, metrics, perFold, score, spread, steps, fitTime, predictions, Map.of(), 0, spared));
        }

        @Override
        public AttemptState attempt() {
            return AttemptState.DONE;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return TrialState.COMPLETED;
        }
    }

    /**
     * A pruner stopped it.
     *
     * @param why the verdict's explanation: {@code arm}, {@code reason}, {@code numbers}
     */
    record Pruned(Map<String, Double> metrics, int steps, Duration fitTime, Map<String, Object> why)
            implements Outcome {
        public Pruned {
            Checks.that(steps >= 0, "steps", "is not negative", steps);
            metrics = JsonMaps.copy(metrics);
            why = JsonMaps.copy(why);
        }

        @Override
        public Optional<TrialResult> result(int attempt) {
            OptionalDouble none = OptionalDouble.empty();
            return Optional.of(new TrialResult(
                    attempt, metrics, Map.of(), none, Double.NaN, steps, fitTime, Optional.empty(), Map.of(), 0, why));
        }

        @Override
        public AttemptState attempt() {
            return AttemptState.DONE;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return TrialState.PRUNED;
        }

        @Override
        public Optional<String> reason() {
            return Optional.ofNullable(why.get("reason")).map(Object::toString);
        }
    }

    /** A pruner paused it at a rung; it waits to be promoted. */
    record Paused(int steps, Map<String, Object> why) implements Outcome {
        public Paused {
            why = JsonMaps.copy(why);
        }

        @Override
        public AttemptState attempt() {
            return AttemptState.DONE;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return ifWanted(TrialState.PAUSED, study, kind);
        }

        @Override
        public Optional<String> reason() {
            return Optional.ofNullable(why.get("reason")).map(Object::toString);
        }
    }

    /**
     * The trial's own failure.
     *
     * @param retryAfter the trial is queued again, not before this time has passed; empty = it failed for good
     */
    record Failed(FailureKind kind, String message, Optional<Duration> retryAfter) implements Outcome {

        @Override
        public AttemptState attempt() {
            return AttemptState.FAILED;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return retryAfter.isPresent() ? ifWanted(TrialState.QUEUED, study, kind) : TrialState.FAILED;
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(kind + ": " + message);
        }
    }

    /**
     * Its class of slots was too small for it: it is queued again for a larger one, and nothing is counted against it.
     *
     * @param queue the larger class
     */
    record Moved(String queue, FailureKind kind, String message) implements Outcome {
        public Moved {
            Checks.notBlank("queue", queue);
        }

        @Override
        public AttemptState attempt() {
            return AttemptState.FAILED;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return ifWanted(TrialState.QUEUED, study, kind);
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(kind + ": " + message + "; it goes on in the larger slots of '" + queue + "'");
        }
    }

    /**
     * The final trial made the study's model, and scored it on the sealed rows where there are some.
     *
     * @param rows sealed rows scored
     * @param model what it is made of: {@code members}, each with {@code trial}, {@code trainer} and {@code weight}, and of several what they
     *     scored together on held-out training rows, {@code blended}
     */
    record FinalScored(Map<String, Interval> metrics, int rows, Duration fitTime, Map<String, Object> model)
            implements Outcome {
        public FinalScored {
            metrics = JsonMaps.copy(metrics);
            model = JsonMaps.copy(model);
        }

        /** Of one model about which nothing more is to be said. */
        public FinalScored(Map<String, Interval> metrics, int rows, Duration fitTime) {
            this(metrics, rows, fitTime, Map.of());
        }

        @Override
        public Optional<TrialResult> result(int attempt) {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.forEach((name, interval) -> values.put(name, interval.value()));
            OptionalDouble none = OptionalDouble.empty();
            return Optional.of(new TrialResult(
                    attempt, values, Map.of(), none, Double.NaN, 0, fitTime, Optional.empty(), metrics, rows, model));
        }

        @Override
        public AttemptState attempt() {
            return AttemptState.DONE;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return TrialState.COMPLETED;
        }
    }

    /** It stopped because it was told to. */
    record Cancelled(int steps) implements Outcome {

        @Override
        public AttemptState attempt() {
            return AttemptState.CANCELLED;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return TrialState.CANCELLED;
        }
    }

    /** It made room for a trial of higher priority: queued again, and nothing is counted. */
    record Preempted() implements Outcome {
        @Override
        public AttemptState attempt() {
            return AttemptState.PREEMPTED;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return ifWanted(TrialState.QUEUED, study, kind);
        }

        @Override
        public Optional<String> reason() {
            return Optional.of("a trial of higher priority goes first");
        }
    }

    /** A drain or a pause: the trial is queued again and nothing is counted. */
    record Released(String why) implements Outcome {
        @Override
        public AttemptState attempt() {
            return AttemptState.RELEASED;
        }

        @Override
        public TrialState trial(StudyState study, TrialKind kind) {
            return ifWanted(TrialState.QUEUED, study, kind);
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }
}
