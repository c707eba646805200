package dev.cairn.trainers;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.stream.Stream;

/** What a study wants more or less of. */
public record Objective(Metric metric, Direction direction) {
    /** In the direction in which the metric is better. */
    public static Objective of(Metric metric) {
        return new Objective(metric, metric.direction());
    }

    /** What is measured while a model learns, the objective first; all fitting metrics are computed at the end only, as some are slow. */
    public List<Metric> curveMetrics(Task task) {
        Stream<Metric> usual = switch (task) {
            case BINARY, MULTICLASS -> Stream.of(Metric.LOG_LOSS, Metric.ACCURACY);
            case REGRESSION -> Stream.of(Metric.RMSE, Metric.MAE);
            case MULTILABEL -> Stream.of(Metric.HAMMING_LOSS, Metric.MICRO_F1);
            case CLUSTERING -> Stream.of(Metric.SILHOUETTE, Metric.CLUSTERS);
        };
        return Stream.concat(Stream.of(metric), usual).distinct().toList();
    }

    /** All metrics of a finished trial, the objective first, in the order of {@link Metric}. */
    public List<Metric> allMetrics(Task task) {
        return Stream.concat(Stream.of(metric), Metric.usual(task).stream())
                .distinct()
                .toList();
    }
}
