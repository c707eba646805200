package dev.cairn.search.importance;

import dev.cairn.search.math.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grows one tree on a bootstrap sample, each node split where the squared error falls most among a random part of the axes (Breiman, Machine
 * Learning 45, 2001).
 *
 * <p>An axis may split a node only where all points have it, so that a parameter that exists under a condition is looked at below that condition
 * and never stands in for it.
 */
final class RegressionTree {
    private static final int FEWEST_TO_SPLIT = 6;
    private static final int FEWEST_IN_LEAF = 3;
    private static final double AXES_TRIED = 0.7;

    private final double[][] points;
    private final double[] losses;
    private final Stream stream;
    private final List<Box> leaves = new ArrayList<>();

    private RegressionTree(double[][] points, double[] losses, Stream stream) {
        this.points = points;
        this.losses = losses;
        this.stream = stream;
    }

    /** The leaves, which fill the cube; coordinates are NaN where a point lacks a parameter. */
    static List<Box> leaves(double[][] points, double[] losses, Stream stream) {
        RegressionTree tree = new RegressionTree(points, losses, stream);
        int[] sample = new int[points.length];
        Arrays.setAll(sample, i -> stream.below(points.length));
        double[] low = new double[points[0].length];
        double[] high = new double[low.length];
        Arrays.fill(high, 1);
        tree.grow(sample, low, high);
        return tree.leaves;
    }

    private record Split(int axis, double threshold, double gain) {}

    private void grow(int[] rows, double[] low, double[] high) {
        Split best = rows.length < FEWEST_TO_SPLIT ? new Split(-1, 0, 0) : best(rows);
        if (best.axis() < 0) {
            double mean =
                    Arrays.stream(rows).mapToDouble(i -> losses[i]).average().orElse(0);
            leaves.add(new Box(low, high, mean));
            return;
        }
        int axis = best.axis();
        int[] below = Arrays.stream(rows)
                .filter(i -> points[i][axis] < best.threshold())
                .toArray();
        int[] above = Arrays.stream(rows)
                .filter(i -> points[i][axis] >= best.threshold())
                .toArray();
        double[] middleHigh = high.clone();
        middleHigh[axis] = best.threshold();
        double[] middleLow = low.clone();
        middleLow[axis] = best.threshold();
        grow(below, low, middleHigh);
        grow(above, middleLow, high);
    }

    private Split best(int[] rows) {
        int dimensions = points[0].length;
        int[] axes = stream.permutation(dimensions);
        int tried = Math.max(1, (int) Math.ceil(AXES_TRIED * dimensions));
        Split best = new Split(-1, 0, 1e-12);
        for (int i = 0; i < tried; i++) {
            int axis = axes[i];
            if (Arrays.stream(rows).noneMatch(row -> Double.isNaN(points[row][axis]))) {
                Split split = best(rows, axis);
                best = split.gain() > best.gain() ? split : best;
            }
        }
        return best;
    }

    /** The threshold of this axis with the greatest fall of the squared error. */
    private Split best(int[] rows, int axis) {
        Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(points[a][axis], points[b][axis]));
        double total = Arrays.stream(rows).mapToDouble(i -> losses[i]).sum();
        Split best = new Split(-1, 0, 0);
        double left = 0;
        int n = order.length;
        for (int i = 1; i < n; i++) {
            left += losses[order[i - 1]];
            double before = points[order[i - 1]][axis];
            double after = points[order[i]][axis];
            if (i < FEWEST_IN_LEAF || n - i < FEWEST_IN_LEAF || before == after) {
                continue;
            }
            double right = total - left;
            double gain = left * left / i + right * right / (n - i) - total * total / n;
            if (gain > best.gain()) {
                best = new Split(axis, (before + after) / 2, gain);
            }
        }
        return best;
    }
}
