package dev.cairn.trainers;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One point of a learning curve. A value that is not defined on any fold is NaN; divergence is not reported but ends the trial.
 *
 * @param step in the trainer's own unit
 * @param elapsed time spent on this trial, earlier attempts that were resumed included
 * @param metrics mean over the folds, by wire name, the objective first
 * @param perFold the same, fold by fold; NaN where a fold does not define it
 */
public record Measurement(int step, Duration elapsed, Map<String, Double> metrics, Map<String, List<Double>> perFold) {
    public Measurement {
        if (step < 1) {
            throw new IllegalArgumentException("a measurement's step starts at 1, got " + step);
        }
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        perFold = Collections.unmodifiableMap(new LinkedHashMap<>(perFold));
    }
}
