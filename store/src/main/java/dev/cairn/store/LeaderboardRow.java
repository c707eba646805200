package dev.cairn.store;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A row of a study's leaderboard: completed trials by rank, then the others without one.
 *
 * @param rank from 1; trials with the same objective are ranked by number; empty for trials that did not complete
 * @param objective the score; for a pruned trial the last value it had, if any
 * @param spread standard deviation of the objective over folds; NaN when unknown
 */
public record LeaderboardRow(
        OptionalInt rank,
        int trial,
        TrialState state,
        Map<String, Object> values,
        OptionalDouble objective,
        double spread,
        Map<String, Double> metrics,
        int steps,
        Duration fitTime,
        int attempts) {
    public LeaderboardRow {
        values = JsonMaps.copy(values);
        metrics = JsonMaps.copy(metrics);
    }
}
