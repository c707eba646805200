package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial scored.
 *
 * @param metrics mean over the folds that define it, by wire name, the objective first, then the costs that were asked for and, unless it was
 *     stopped, what is to be expected on other rows
 * @param perFold fold by fold; its length tells how many folds there were
 * @param spread the objective's standard deviation over the folds; NaN for a holdout
 * @param outOfFold what the models said about {@code rows}, each by the model that did not see it
 * @param rows indices into the training frame
 * @param steps how far the longest fold went
 * @param fitTime earlier attempts that were resumed included
 * @param stoppedByVerdict whether a pruner ended or paused it; then the numbers are those of the last measurement
 * @param provenance how the models came to be
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Evaluation(
        Map<String, Double> metrics,
        Map<String, List<Double>> perFold,
        double spread,
        Predictions outOfFold,
        int[] rows,
        int steps,
        Duration fitTime,
        boolean stoppedByVerdict,
        Provenance provenance) {
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        perFold = Collections.unmodifiableMap(new LinkedHashMap<>(perFold));
        if (outOfFold.rows() != rows.length) {
            throw new IllegalArgumentException(
                    "an evaluation needs a row per prediction, got " + rows.length + " for " + outOfFold.rows());
        }
    }
}
