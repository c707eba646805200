package dev.cairn.search.model;

import dev.cairn.search.math.Stream;

/**
 * An extremely randomised regression tree (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006): at each node a random cut of each of
 * several random coordinates, of which the one is taken that explains most.
 */
final class RegressionTree {
    private static final int LEAST_LEAF = 2;
    /** The part of coordinates that is looked at in a node (Hutter, Hoos and Leyton-Brown, LION 2011). */
    private static final double LOOKED_AT = 5.0 / 6;

    /** A cut of one coordinate: by a threshold, or where levels have no order by the set of those that go left. */
    private record Cut(int coordinate, boolean nominal, double threshold, long left) {
        boolean goesLeft(double[] row) {
            double x = row[coordinate];
            return nominal ? (left >> (int) (x + 1) & 1) == 1 : x <= threshold;
        }
    }

    private sealed interface Node {
        record Leaf(double mean, double variance) implements Node {}

        record Inner(Cut cut, Node left, Node right) implements Node {}
    }

    private final boolean[] nominal;
    private final double[][] rows;
    private final double[] y;
    private final Stream stream;
    private final Node root;

    RegressionTree(boolean[] nominal, double[][] rows, double[] y, Stream stream) {
        this.nominal = nominal;
        this.rows = rows;
        this.y = y;
        this.stream = stream;
        int[] all = new int[rows.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        root = grown(all, 0, all.length);
    }

    /** Mean and variance of the leaf that a row falls into. */
    double[] at(double[] row) {
        Node node = root;
        while (node instanceof Node.Inner inner) {
            node = inner.cut.goesLeft(row) ? inner.left : inner.right;
        }
        Node.Leaf leaf = (Node.Leaf) node;
        return new double[] {leaf.mean, leaf.variance};
    }

    /** The subtree of {@code members[from … to−1]}, which are put in the order of the leaves. */
    private Node grown(int[] members, int from, int to) {
        Cut best = null;
        double least = squares(members, from, to) * (1 - 1e-9);
        Node.Leaf leaf = leaf(members, from, to);
        if (to - from < 2 * LEAST_LEAF || leaf.variance < 1e-20) {
            return leaf;
        }
        int[] coordinates = stream.permutation(nominal.length);
        for (int i = 0; i < Math.ceil(LOOKED_AT * nominal.length); i++) {
            Cut cut = cut(coordinates[i], members, from, to);
            double left = remaining(cut, members, from, to);
            if (left < least) {
                least = left;
                best = cut;
            }
        }
        if (best == null) {
            return leaf;
        }
        int middle = partition(best, members, from, to);
        return new Node.Inner(best, grown(members, from, middle), grown(members, middle, to));
    }

    private Cut cut(int coordinate, int[] members, int from, int to) {
        if (nominal[coordinate]) {
            return new Cut(coordinate, true, 0, stream.bits());
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            low = Math.min(low, rows[members[i]][coordinate]);
            high = Math.max(high, rows[members[i]][coordinate]);
        }
        return new Cut(coordinate, false, low + stream.uniform() * (high - low), 0);
    }

    /** Sum of squares around the means of both sides; infinite if one is too small. */
    private double remaining(Cut cut, int[] members, int from, int to) {
        double[] sums = new double[2];
        double[] squares = new double[2];
        int[] counts = new int[2];
        for (int i = from; i < to; i++) {
            int side = cut.goesLeft(rows[members[i]]) ? 0 : 1;
            double value = y[members[i]];
            sums[side] += value;
            squares[side] += value * value;
            counts[side]++;
        }
        return Math.min(counts[0], counts[1]) < LEAST_LEAF
                ? Double.POSITIVE_INFINITY
                : squares[0] - sums[0] * sums[0] / counts[0] + squares[1] - sums[1] * sums[1] / counts[1];
    }

    private double squares(int[] members, int from, int to) {
        return leaf(members, from, to).variance * (to - from);
    }

    private Node.Leaf leaf(int[] members, int from, int to) {
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += y[members[i]] / (to - from);
        }
        double variance = 0;
        for (int i = from; i < to; i++) {
            double off = y[members[i]] - mean;
            variance += off * off / (to - from);
        }
        return new Node.Leaf(mean, variance);
    }

    private int partition(Cut cut, int[] members, int from, int to) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if (cut.goesLeft(rows[members[i]])) {
                int moved = members[middle];
                members[middle++] = members[i];
                members[i] = moved;
            }
        }
        return middle;
    }
}
