package dev.cairn.server.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ranked trials of one study, and its sealed test score.
 *
 * @param objectives all of them, {@code objective} being the first
 * @param constraints bounds on outcomes, by metric
 * @param intervals what intervals around the final model's numbers came to, one per level; empty unless wanted and known
 */
public record LeaderboardJson(
        StudyJson.Ref study,
        String state,
        StudyJson.Objective objective,
        List<StudyJson.Objective> objectives,
        Map<String, String> constraints,
        List<Row> items,
        Optional<String> nextCursor,
        StudyJson.TestScore test,
        List<IntervalLevel> intervals) {
    /**
     * Intervals of one level.
     *
     * @param scaledBy what their width varies by: none, value, disagreement or both
     * @param heldOut on training rows that set neither the models nor the intervals that spoke of them
     * @param sealed on the sealed rows
     */
    public record IntervalLevel(double level, String scaledBy, Rate heldOut, Optional<Rate> sealed) {}

    /**
     * What intervals came to on some rows.
     *
     * @param coverage the share of rows whose truth is inside
     * @param width the mean, in units of the target
     */
    public record Rate(StudyJson.Interval coverage, StudyJson.Interval width, int rows) {}

    /**
     * One completed trial.
     *
     * @param front 1 where no trial is better in all objectives; only with several
     * @param feasible whether it keeps all bounds; only where there are some
     * @param members of an ensemble, the models that it is made of; empty for a trial
     * @param combined how they became one; only of an ensemble
     */
    public record Row(
            int rank,
            int trial,
            String trainer,
            Map<String, Object> values,
            double score,
            Optional<Double> spread,
            Map<String, Double> metrics,
            int steps,
            double fitSeconds,
            String state,
            Optional<Integer> front,
            Optional<Boolean> feasible,
            List<Member> members,
            Optional<Combined> combined) {
        /** The same with another rank. */
        public Row at(int place) {
            return new Row(
                    place,
                    trial,
                    trainer,
                    values,
                    score,
                    spread,
                    metrics,
                    steps,
                    fitSeconds,
                    state,
                    front,
                    feasible,
                    members,
                    combined);
        }
    }

    /**
     * A model of an ensemble.
     *
     * @param trial whose configuration it has
     * @param weight its part in the whole; all sum to 1
     */
    public record Member(int trial, String trainer, double weight) {}

    /**
     * How models became one.
     *
     * @param way {@code greedy} or {@code stacked}
     * @param scores of each way on held-out rows that had no part in it, {@code alone} being the best model by itself
     */
    public record Combined(String way, Map<String, Double> scores, Optional<Distilled> distilled) {}

    /**
     * The one model that answers instead.
     *
     * @param trial whose configuration it has
     * @param taught whether it learned from the ensemble; else it is the best alone, which was better
     * @param heldOut the objective of {@code blend}, {@code distilled} and {@code alone} on the same held-out rows
     * @param sealed that of {@code blend} on the sealed rows; empty where there are none
     */
    public record Distilled(
            int trial, String trainer, boolean taught, Map<String, Double> heldOut, Map<String, Double> sealed) {}

    /** The best trial of one study of a dataset. */
    public record OfDataset(
            int rank,
            StudyJson.Ref study,
            DatasetJson.Ref dataset,
            String target,
            StudyJson.Objective objective,
            int trial,
            String trainer,
            double score,
            Optional<Double> spread,
            StudyJson.TestScore test) {}
}
