package dev.cairn.trainers.metric;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Percentile intervals of metrics by resampling rows with replacement (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, §13.3). All
 * metrics see the same resamples; a resample in which a metric is undefined does not count for it.
 *
 * @param resamples how many; 2,000 keep the ends of a 95 % interval steady to about a fiftieth of its width
 * @param level the share of resamples inside the interval
 */
public record Bootstrap(int resamples, double level, long seed) {
    public Bootstrap {
        if (resamples < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "a bootstrap needs resamples >= 1 and 0 < level < 1, got " + resamples + " and " + level);
        }
    }

    public Map<Metric, Interval> intervals(Map<Metric, Scorer> scorers, int rows) {
        List<Metric> metrics = List.copyOf(scorers.keySet());
        List<Scorer> inOrder = List.copyOf(scorers.values());
        double[][] drawn = draw(inOrder, rows);
        int[] once = new int[rows];
        Arrays.fill(once, 1);
        Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
        for (int m = 0; m < metrics.size(); m++) {
            intervals.put(metrics.get(m), interval(inOrder.get(m).score(once), drawn[m]));
        }
        return intervals;
    }

    private double[][] draw(List<Scorer> scorers, int rows) {
        double[][] drawn = new double[scorers.size()][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        int[] counts = new int[rows];
        for (int r = 0; r < resamples; r++) {
            Arrays.fill(counts, 0);
            for (int i = 0; i < rows; i++) {
                counts[random.nextInt(rows)]++;
            }
            for (int m = 0; m < drawn.length; m++) {
                drawn[m][r] = scorers.get(m).score(counts);
            }
        }
        return drawn;
    }

    private Interval interval(double value, double[] drawn) {
        double[] defined =
                Arrays.stream(drawn).filter(d -> !Double.isNaN(d)).sorted().toArray();
        double tail = (1 - level) / 2;
        return new Interval(value, quantile(defined, tail), quantile(defined, 1 - tail));
    }

    /** Linear between the order statistics (Hyndman and Fan, The American Statistician 1996, definition 7). */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
