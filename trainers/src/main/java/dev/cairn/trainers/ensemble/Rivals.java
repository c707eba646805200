package dev.cairn.trainers.ensemble;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.metric.Scorer;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What each way to combine models scored on rows that had no part in it, fold by fold, and how much of a difference may be chance. */
final class Rivals {
    /** Of resamples: the standard error is then known to a tenth. */
    private static final int RESAMPLES = 100;

    private final Metric metric;
    private final int sign;
    private final long seed;
    private final Map<Way, List<Scorer>> scorers = new EnumMap<>(Way.class);
    private final List<Integer> sizes = new ArrayList<>();

    Rivals(Metric metric, Direction direction, long seed) {
        this.metric = metric;
        this.sign = direction == Direction.MAXIMIZE ? 1 : -1;
        this.seed = seed;
    }

    /** One fold more. */
    void add(Target truth, Map<Way, Predictions> said) {
        sizes.add(truth.rows());
        said.forEach((way, predictions) ->
                scorers.computeIfAbsent(way, some -> new ArrayList<>()).add(metric.scorer(truth, predictions)));
    }

    /** In the metric's own direction, the mean over the folds' rows; NaN for a way that did not take part in each fold. */
    double score(Way way) {
        return score(way, sizes.stream().map(Rivals::once).toList());
    }

    /** How much better one is than another; negative where it is worse. */
    double gain(Way way, Way other) {
        return sign * (score(way) - score(other));
    }

    /** Standard error of a gain: rows are drawn anew, with replacement, the same ones for both. */
    double error(Way way, Way other) {
        double sum = 0;
        double squares = 0;
        int defined = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            SplittableRandom random = Seeds.random(seed, "rivals", resample);
            List<int[]> counts = sizes.stream().map(size -> drawn(size, random)).toList();
            double gain = score(way, counts) - score(other, counts);
            if (!Double.isNaN(gain)) {
                sum += gain;
                squares += gain * gain;
                defined++;
            }
        }
        double mean = sum / defined;
        return defined < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares / defined - mean * mean));
    }

    private double score(Way way, List<int[]> counts) {
        List<Scorer> folds = scorers.getOrDefault(way, List.of());
        if (folds.size() < sizes.size() || folds.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        long rows = 0;
        for (int fold = 0; fold < folds.size(); fold++) {
            sum += sizes.get(fold) * folds.get(fold).score(counts.get(fold));
            rows += sizes.get(fold);
        }
        return sum / rows;
    }

    private static int[] once(int rows) {
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        return once;
    }

    private static int[] drawn(int rows, SplittableRandom random) {
        int[] counts = new int[rows];
        for (int i = 0; i < rows; i++) {
            counts[random.nextInt(rows)]++;
        }
        return counts;
    }
}
