package dev.cairn.trainers;

import dev.cairn.trainers.metric.Interval;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the refitted model scored on the sealed rows.
 *
 * @param metrics each with its 95 % interval, by wire name, the objective first
 * @param rows how many sealed rows there were
 */
public record FinalScore(Map<String, Interval> metrics, int rows, int steps, Duration fitTime) {
    public FinalScore {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
