package dev.cairn.search.pareto;

import java.util.Arrays;

/**
 * Orders a front so that each next vector is the one furthest from those before it (the greedy epsilon-net of Salinas et al., "A
 * multi-objective perspective on jointly tuning hardware and hyperparameters", 2021; used for multi-objective successive halving by
 * Schmucker et al., 2021). It begins with the best first loss.
 */
public final class EpsilonNet {
    private EpsilonNet() {}

    /** The members, the most useful to keep first; each loss counts by its range among the members. */
    public static int[] order(double[][] losses, int[] members) {
        int[] order = members.clone();
        if (order.length < 2) {
            return order;
        }
        double[][] scaled = scaled(losses, members);
        double[] distance = new double[order.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int chosen = first(losses, order);
        for (int place = 0; place < order.length; place++) {
            swap(order, scaled, distance, place, chosen);
            int furthest = place + 1;
            for (int i = place + 1; i < order.length; i++) {
                distance[i] = Math.min(distance[i], squared(scaled[i], scaled[place]));
                furthest = distance[i] > distance[furthest] ? i : furthest;
            }
            chosen = furthest;
        }
        return order;
    }

    private static int first(double[][] losses, int[] members) {
        int first = 0;
        for (int i = 1; i < members.length; i++) {
            first = Double.compare(losses[members[i]][0], losses[members[first]][0]) < 0 ? i : first;
        }
        return first;
    }

    private static void swap(int[] order, double[][] scaled, double[] distance, int a, int b) {
        int member = order[a];
        order[a] = order[b];
        order[b] = member;
        double[] row = scaled[a];
        scaled[a] = scaled[b];
        scaled[b] = row;
        double far = distance[a];
        distance[a] = distance[b];
        distance[b] = far;
    }

    /** Each loss from 0 to 1 among the members; what is not finite is 1. */
    private static double[][] scaled(double[][] losses, int[] members) {
        int dimensions = losses[members[0]].length;
        double[][] scaled = new double[members.length][dimensions];
        for (int d = 0; d < dimensions; d++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i : members) {
                if (Double.isFinite(losses[i][d])) {
                    low = Math.min(low, losses[i][d]);
                    high = Math.max(high, losses[i][d]);
                }
            }
            for (int i = 0; i < members.length; i++) {
                double loss = losses[members[i]][d];
                scaled[i][d] = Double.isFinite(loss) ? (high > low ? (loss - low) / (high - low) : 0) : 1;
            }
        }
        return scaled;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
