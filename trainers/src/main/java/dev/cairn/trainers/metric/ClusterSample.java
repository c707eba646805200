package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows that a clustering is judged by: all, or {@value #MOST_ROWS} drawn alike for every model of the same rows, since distances between all
 * pairs cost the square.
 *
 * @param positions of the rows, in ascending order
 * @param cluster of each of them, from 0 without gaps; {@value #NOISE} where it belongs to none
 * @param sizes rows of each cluster
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record ClusterSample(int[] positions, double[][] points, int[] cluster, int[] sizes) {
    static final int NOISE = -1;

    /** The standard error of a mean silhouette of so many rows is about 0.01; five folds of them halve it. */
    static final int MOST_ROWS = 1_000;

    private static final long SEED = 20_261;

    static ClusterSample of(Target.Unlabelled where, Clusters said) {
        int[] positions = positions(said.rows());
        Map<Integer, Integer> known = new HashMap<>();
        int[] cluster = new int[positions.length];
        Arrays.setAll(cluster, i -> {
            int number = said.of(positions[i]);
            return number == Clusters.NONE ? NOISE : known.computeIfAbsent(number, unseen -> known.size());
        });
        int[] sizes = new int[known.size()];
        Arrays.stream(cluster).filter(one -> one != NOISE).forEach(one -> sizes[one]++);
        return new ClusterSample(positions, where.points(positions), cluster, sizes);
    }

    int rows() {
        return positions.length;
    }

    int clusters() {
        return sizes.length;
    }

    /** Up to {@value #MOST_ROWS} of so many rows: a function of their number alone. */
    static int[] positions(int rows) {
        int[] order = IntStream.range(0, rows).toArray();
        if (rows <= MOST_ROWS) {
            return order;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < MOST_ROWS; i++) {
            int other = i + random.nextInt(rows - i);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        int[] chosen = Arrays.copyOf(order, MOST_ROWS);
        Arrays.sort(chosen);
        return chosen;
    }
}
