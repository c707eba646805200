package dev.cairn.store;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A row of a study's leaderboard, which has its completed search trials.
 *
 * @param rank from 1; trials with the same objective are ranked by number
 * @param objective the score; empty for one that breaks a bound, which ranks behind the others
 * @param spread standard deviation of the objective over folds; NaN when unknown
 */
public record LeaderboardRow(
        int rank,
        int trial,
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
