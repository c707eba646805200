package dev.cairn.server.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ranked trials of one study, and its sealed test score. */
public record LeaderboardJson(
        StudyJson.Ref study, String state, StudyJson.Objective objective, List<Row> items, StudyJson.TestScore test) {
    /** One completed trial. */
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
            String state) {}

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
