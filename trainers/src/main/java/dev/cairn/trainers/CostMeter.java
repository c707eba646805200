package dev.cairn.trainers;

import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Cost;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Measures what models cost that are trained. */
final class CostMeter {
    /** Predictions per fold; the median of all leaves out what the machine did meanwhile. */
    static final int REPETITIONS = 5;
    /** So many rows are enough to time, and keep a slow model from taking long. */
    private static final int MOST_ROWS = 2_000;

    private static final double MIB = 1 << 20;

    private CostMeter() {}

    /**
     * The wanted costs by wire name.
     *
     * @param repetitions predictions that each fold is timed at
     */
    static Map<String, Double> measure(Set<Cost> wanted, List<Fold> folds, Duration fitTime, int repetitions)
            throws TrainingFailure {
        Map<String, Double> costs = new LinkedHashMap<>();
        if (wanted.contains(Cost.FIT_SECONDS)) {
            costs.put(Cost.FIT_SECONDS.wireName(), fitTime.toNanos() / 1e9);
        }
        if (wanted.contains(Cost.LATENCY_MS)) {
            costs.put(Cost.LATENCY_MS.wireName(), latencyMs(folds, repetitions));
        }
        if (wanted.contains(Cost.MODEL_MIB)) {
            double bytes = 0;
            for (Fold fold : folds) {
                bytes += fold.learner().modelBytes();
            }
            costs.put(Cost.MODEL_MIB.wireName(), bytes / folds.size() / MIB);
        }
        return costs;
    }

    private static double latencyMs(List<Fold> folds, int repetitions) throws TrainingFailure {
        double[] perRow = new double[folds.size() * repetitions];
        int measured = 0;
        for (Fold fold : folds) {
            RowSet rows = fold.validation();
            int count = Math.min(rows.size(), MOST_ROWS);
            for (int i = 0; i < repetitions; i++) {
                // Learners remember what they said about the rows they were asked last: each time these are others, or
                // in another order.
                int first = i + 1;
                RowSet some = rows.at(IntStream.range(first, first + count)
                        .map(place -> place % rows.size())
                        .toArray());
                long start = System.nanoTime();
                fold.learner().predict(some);
                perRow[measured++] = (System.nanoTime() - start) / 1e6 / some.size();
            }
        }
        Arrays.sort(perRow);
        return perRow[perRow.length / 2];
    }
}
