package dev.cairn.search.importance;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Exact variances of what a tree predicts over the unit cube, by axis and by pair of axes (Hutter, Hoos and Leyton-Brown, ICML 2014). */
final class Marginals {
    private final List<Box> leaves;
    private final double mean;
    private final double[][] edges;

    Marginals(List<Box> leaves, int dimensions) {
        this.leaves = leaves;
        this.mean = leaves.stream()
                .mapToDouble(leaf -> leaf.value() * leaf.volume())
                .sum();
        this.edges = new double[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            TreeSet<Double> places = new TreeSet<>();
            for (Box leaf : leaves) {
                places.add(leaf.low()[d]);
                places.add(leaf.high()[d]);
            }
            edges[d] = places.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    double total() {
        return leaves.stream()
                .mapToDouble(leaf -> leaf.volume() * square(leaf.value() - mean))
                .sum();
    }

    /** Variance of the mean over all other axes along this one. */
    double along(int axis) {
        double[] marginal = new double[edges[axis].length - 1];
        for (Box leaf : leaves) {
            double part = leaf.value() * leaf.volume() / leaf.width(axis);
            int to = cell(axis, leaf.high()[axis]);
            for (int i = cell(axis, leaf.low()[axis]); i < to; i++) {
                marginal[i] += part;
            }
        }
        double variance = 0;
        for (int i = 0; i < marginal.length; i++) {
            variance += width(axis, i) * square(marginal[i] - mean);
        }
        return variance;
    }

    /** Variance of the mean over all other axes on the plane of these two, what each does alone included. */
    double over(int first, int second) {
        double[][] marginal = new double[edges[first].length - 1][edges[second].length - 1];
        for (Box leaf : leaves) {
            double part = leaf.value() * leaf.volume() / (leaf.width(first) * leaf.width(second));
            int toFirst = cell(first, leaf.high()[first]);
            int toSecond = cell(second, leaf.high()[second]);
            for (int i = cell(first, leaf.low()[first]); i < toFirst; i++) {
                for (int j = cell(second, leaf.low()[second]); j < toSecond; j++) {
                    marginal[i][j] += part;
                }
            }
        }
        double variance = 0;
        for (int i = 0; i < marginal.length; i++) {
            for (int j = 0; j < marginal[i].length; j++) {
                variance += width(first, i) * width(second, j) * square(marginal[i][j] - mean);
            }
        }
        return variance;
    }

    private int cell(int axis, double edge) {
        return Arrays.binarySearch(edges[axis], edge);
    }

    private double width(int axis, int cell) {
        return edges[axis][cell + 1] - edges[axis][cell];
    }

    private static double square(double x) {
        return x * x;
    }
}
