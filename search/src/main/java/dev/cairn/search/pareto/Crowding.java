package dev.cairn.search.pareto;

import java.util.Arrays;
import java.util.Comparator;

/** How much room a vector has to itself within its front (crowding distance of Deb et al., IEEE TEC 6(2), 2002, §III-B). */
public final class Crowding {
    private Crowding() {}

    /** The distance of each vector, among those of its own front; infinite at the ends. */
    public static double[] distances(double[][] losses, int[] fronts) {
        double[] distances = new double[losses.length];
        int dimensions = losses.length == 0 ? 0 : losses[0].length;
        Integer[] order = new Integer[losses.length];
        Arrays.setAll(order, i -> i);
        for (int d = 0; d < dimensions; d++) {
            int axis = d;
            Arrays.sort(
                    order, Comparator.comparingInt((Integer i) -> fronts[i]).thenComparingDouble(i -> losses[i][axis]));
            for (int from = 0, to; from < order.length; from = to) {
                to = from + 1;
                while (to < order.length && fronts[order[to]] == fronts[order[from]]) {
                    to++;
                }
                add(losses, axis, Arrays.copyOfRange(order, from, to), distances);
            }
        }
        return distances;
    }

    /** Adds to each member's distance the gap between its neighbours along one loss. */
    private static void add(double[][] losses, int axis, Integer[] sorted, double[] distances) {
        int last = sorted.length - 1;
        double range = losses[sorted[last]][axis] - losses[sorted[0]][axis];
        distances[sorted[0]] = Double.POSITIVE_INFINITY;
        distances[sorted[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last && range > 0 && Double.isFinite(range); i++) {
            distances[sorted[i]] += (losses[sorted[i + 1]][axis] - losses[sorted[i - 1]][axis]) / range;
        }
    }
}
