package dev.cairn.trainers;

import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.interval.Reliability;
import dev.cairn.trainers.metric.Interval;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the refitted model is made of, and what it scored on the sealed rows.
 *
 * @param metrics each with its 95 % interval, by wire name, the objective first; none where no rows were sealed
 * @param rows how many sealed rows there were
 * @param parts the models that it is made of, the weightiest first
 * @param blended the objective of several together on held-out training rows that had no part in choosing them; empty for one model alone
 * @param way how they were chosen and combined
 * @param ways the objective of each way on such rows; none where there was no choice
 * @param intervals what intervals around its numbers came to, one per level; none unless wanted
 * @param distilled the one model that they taught; the parts are then those that taught it
 * @param note why something else stands than a fit on all training rows; empty for such a fit
 */
public record FinalScore(
        Map<String, Interval> metrics,
        int rows,
        int steps,
        Duration fitTime,
        List<Part> parts,
        OptionalDouble blended,
        Way way,
        Map<Way, Double> ways,
        List<Reliability> intervals,
        Optional<Distilled> distilled,
        Optional<String> note) {
    /**
     * One model.
     *
     * @param trial whose configuration it has
     * @param weight its part in the whole; all sum to 1
     */
    public record Part(int trial, String trainer, double weight) {}

    /**
     * One model that learned from several, beside them and the best that learned by itself.
     *
     * @param trial whose configuration answers
     * @param taught whether it is the one that was taught; else the best alone answers, which was better on the folds
     * @param heldOut the objective of {@code blend}, {@code distilled} and {@code alone} on the same held-out rows
     * @param sealed that of {@code blend} on the sealed rows, beside which the model's own score stands; none where there are no such rows
     */
    public record Distilled(
            int trial, String trainer, boolean taught, Map<String, Double> heldOut, Map<String, Double> sealed) {
        public Distilled {
            heldOut = Collections.unmodifiableMap(new LinkedHashMap<>(heldOut));
            sealed = Collections.unmodifiableMap(new LinkedHashMap<>(sealed));
        }
    }

    public FinalScore {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        parts = List.copyOf(parts);
        ways = Map.copyOf(ways);
        intervals = List.copyOf(intervals);
    }

    /** Of one configuration alone. */
    public FinalScore(Map<String, Interval> metrics, int rows, int steps, Duration fitTime) {
        this(
                metrics,
                rows,
                steps,
                fitTime,
                List.of(),
                OptionalDouble.empty(),
                Way.ALONE,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
