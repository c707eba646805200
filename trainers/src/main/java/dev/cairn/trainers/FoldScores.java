package dev.cairn.trainers;

import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics of all folds at one moment. A metric may be undefined on a fold, such as the ROC AUC of a single class; its mean is taken over the
 * others.
 */
record FoldScores(Map<String, List<Double>> perFold) {
    static FoldScores of(List<Fold> folds, List<Metric> metrics) throws TrainingFailure {
        Map<String, List<Double>> perFold = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            perFold.put(metric.wireName(), metric.comparesModels() ? Companions.stability(folds) : each(folds, metric));
        }
        return new FoldScores(perFold);
    }

    private static List<Double> each(List<Fold> folds, Metric metric) throws TrainingFailure {
        List<Double> values = new ArrayList<>();
        for (Fold fold : folds) {
            values.add(metric.compute(fold.truth(), fold.predictions()));
        }
        return List.copyOf(values);
    }

    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        perFold.forEach((metric, values) -> means.put(metric, mean(defined(values))));
        return means;
    }

    /** The sample standard deviation over the folds; NaN for fewer than two. */
    double spread(Metric metric) {
        List<Double> values = defined(perFold.getOrDefault(metric.wireName(), List.of()));
        if (values.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1));
    }

    private static List<Double> defined(List<Double> values) {
        return values.stream().filter(value -> !Double.isNaN(value)).toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
