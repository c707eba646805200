package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Clusters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How alike two models divide the same rows: the Rand index, corrected for chance (Hubert and Arabie, J. of Classification 1985, §2, eq. 5); 1 is
 * the same division, 0 what chance gives. A row that belongs to no cluster is alone. A model that finds fewer than two clusters agrees with
 * nobody, {@value #WORST}: else doing nothing would be the most stable of all (von Luxburg, Foundations and Trends in Machine Learning 2010, §2).
 */
public final class Agreement {
    static final double WORST = -1;

    private final Clusters first;
    private final Clusters second;
    /** Rows without a cluster are named from here on, each alone. */
    private final long alone;

    private Agreement(Clusters first, Clusters second) {
        this.first = first;
        this.second = second;
        this.alone = 1 + (long) Math.max(largest(first), largest(second));
    }

    private static double largest(Clusters said) {
        return Arrays.stream(said.numbers()).max().orElse(0);
    }

    /** Of what two models say of the same rows. */
    public static double of(Clusters first, Clusters second) {
        int[] once = new int[first.rows()];
        Arrays.fill(once, 1);
        return scorer(first, second).score(once);
    }

    /** The same, ready for resamples of the rows. */
    public static Scorer scorer(Clusters first, Clusters second) {
        return new Agreement(first, second)::score;
    }

    private double score(int[] counts) {
        Map<Long, Long> both = new HashMap<>();
        Map<Long, Long> left = new HashMap<>();
        Map<Long, Long> right = new HashMap<>();
        long rows = 0;
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] > 0) {
                long a = name(first, row);
                long b = name(second, row);
                left.merge(a, (long) counts[row], Long::sum);
                right.merge(b, (long) counts[row], Long::sum);
                both.merge(a * (alone + counts.length) + b, (long) counts[row], Long::sum);
                rows += counts[row];
            }
        }
        if (clusters(left) < 2 || clusters(right) < 2) {
            return WORST;
        }
        double together = pairs(both);
        double expected = pairs(left) * pairs(right) / Math.max(1, pairs(rows));
        double most = (pairs(left) + pairs(right)) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private long name(Clusters said, int row) {
        int number = said.of(row);
        return number == Clusters.NONE ? alone + row : number;
    }

    private long clusters(Map<Long, Long> sizes) {
        return sizes.keySet().stream().filter(name -> name < alone).count();
    }

    private static double pairs(Map<Long, Long> sizes) {
        return sizes.values().stream().mapToDouble(Agreement::pairs).sum();
    }

    private static double pairs(long rows) {
        return rows * (rows - 1.0) / 2;
    }
}
