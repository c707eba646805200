package dev.cairn.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a trial scored.
 *
 * @param attempt the attempt that scored it
 * @param metrics by name, means over folds; NaN where undefined
 * @param perFold by name, one number per fold
 * @param objective the number that is ranked; empty for pruned and final trials, and for those that break a bound
 * @param spread standard deviation of the objective over folds; NaN when unknown
 * @param steps training steps done; of a trial whose end did not say, the last one reported
 * @param predictions content address of the out-of-fold predictions
 * @param intervals by metric, only for the sealed test score
 * @param testRows sealed rows scored, only for the sealed test score
 * @param why why a pruned trial was stopped, or one of the control group would have been; of a final trial, what its model is made of
 */
public record TrialResult(
        int attempt,
        Map<String, Double> metrics,
        Map<String, List<Double>> perFold,
        OptionalDouble objective,
        double spread,
        int steps,
        Duration fitTime,
        Optional<String> predictions,
        Map<String, Interval> intervals,
        int testRows,
        Map<String, Object> why) {
    public TrialResult {
        metrics = JsonMaps.copy(metrics);
        perFold = JsonMaps.copy(perFold);
        intervals = JsonMaps.copy(intervals);
        why = JsonMaps.copy(why);
    }

    /** The same of a trial that was seen to train so far, where it does not say how far itself. */
    public TrialResult reported(int seen) {
        return new TrialResult(
                attempt,
                metrics,
                perFold,
                objective,
                spread,
                steps > 0 ? steps : seen,
                fitTime,
                predictions,
                intervals,
                testRows,
                why);
    }
}
