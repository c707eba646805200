package dev.cairn.server.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data of the events of a stream. */
public final class EventJson {
    private EventJson() {}

    /** {@code study.state}. */
    public record StudyState(long seq, Instant at, String state, Optional<String> reason) {}

    /** {@code study.changed}, {@code study.revised} and {@code study.forked}: what happened to the study by hand. */
    public record StudyChange(
            long seq, Instant at, @JsonAnyGetter Map<String, Object> details) {}

    /** {@code trial.created} and {@code trial.state}. */
    public record TrialState(
            long seq,
            Instant at,
            int number,
            Optional<String> kind,
            String state,
            Optional<String> trainer,
            Optional<Map<String, Object>> values,
            int attempt,
            Optional<Double> score,
            Optional<String> reason) {}

    /** {@code trial.metric}: measurements since the last such event. */
    public record TrialMetric(
            List<Integer> trial, List<Integer> attempt, List<Integer> step, Map<String, List<Double>> metrics) {}

    /** {@code study.best}. */
    public record StudyBest(long seq, Instant at, int trial, Optional<String> trainer, Optional<Double> score) {}
}
