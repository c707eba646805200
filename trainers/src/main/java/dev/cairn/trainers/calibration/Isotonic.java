package dev.cairn.trainers.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A step function from scores to probabilities that never falls and has the least squared error, joined by straight lines (Zadrozny and Elkan, KDD
 * 2002, §3.3; the pools of adjacent violators of Ayer et al., 1955).
 *
 * @param scores where the lines bend, ascending
 * @param probabilities there
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Isotonic(double[] scores, double[] probabilities) {
    /**
     * Fits it to rows that the scoring model did not learn from.
     *
     * @param scores of at least one row
     * @param truth 0 or 1 for each
     */
    public static Isotonic fit(double[] scores, int[] truth) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sums = new double[order.length];
        double[] weights = new double[order.length];
        double[] lows = new double[order.length];
        double[] highs = new double[order.length];
        int pools = 0;
        for (int row : order) {
            boolean same = pools > 0 && highs[pools - 1] == scores[row];
            int at = same ? pools - 1 : pools++;
            lows[at] = same ? lows[at] : scores[row];
            highs[at] = scores[row];
            sums[at] = (same ? sums[at] : 0) + truth[row];
            weights[at] = (same ? weights[at] : 0) + 1;
        }
        return joined(pooled(pools, sums, weights, lows, highs), sums, weights, lows, highs);
    }

    /** Merges neighbours that fall, and returns how many are left at the front of the arrays. */
    private static int pooled(int pools, double[] sums, double[] weights, double[] lows, double[] highs) {
        int last = -1;
        for (int pool = 0; pool < pools; pool++) {
            last++;
            sums[last] = sums[pool];
            weights[last] = weights[pool];
            lows[last] = lows[pool];
            highs[last] = highs[pool];
            while (last > 0 && sums[last - 1] * weights[last] >= sums[last] * weights[last - 1]) {
                last--;
                sums[last] += sums[last + 1];
                weights[last] += weights[last + 1];
                highs[last] = highs[last + 1];
            }
        }
        return last + 1;
    }

    private static Isotonic joined(int pools, double[] sums, double[] weights, double[] lows, double[] highs) {
        double[] at = new double[2 * pools];
        double[] level = new double[2 * pools];
        int bends = 0;
        for (int pool = 0; pool < pools; pool++) {
            at[bends] = lows[pool];
            level[bends++] = sums[pool] / weights[pool];
            if (highs[pool] > lows[pool]) {
                at[bends] = highs[pool];
                level[bends] = level[bends - 1];
                bends++;
            }
        }
        return new Isotonic(Arrays.copyOf(at, bends), Arrays.copyOf(level, bends));
    }

    /** Beyond the scores it was fitted on it stays level. */
    public double probability(double score) {
        int place = Arrays.binarySearch(scores, score);
        if (place >= 0) {
            return probabilities[place];
        }
        int above = -place - 1;
        if (above == 0 || above == scores.length) {
            return probabilities[Math.min(above, scores.length - 1)];
        }
        double way = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return probabilities[above - 1] + way * (probabilities[above] - probabilities[above - 1]);
    }
}
