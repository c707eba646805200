package dev.cairn.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One reported point of a learning curve.
 *
 * @param step in the trainer's own unit, from 1
 * @param elapsed training time since the attempt began
 * @param metrics means over folds by name; NaN means divergence
 * @param perFold one number per fold, by name
 */
public record MeasurementRow(
        int step, Duration elapsed, Map<String, Double> metrics, Map<String, List<Double>> perFold) {
    public MeasurementRow {
        Checks.that(step >= 1, "step", "starts at 1", step);
        metrics = JsonMaps.copy(metrics);
        perFold = JsonMaps.copy(perFold);
    }
}
