package dev.cairn.search.pareto;

import dev.cairn.search.math.Ranking;
import java.util.Arrays;

/** How much room a vector has to itself within its front (crowding distance of Deb et al., IEEE TEC 6(2), 2002). */
public final class Crowding {
    private Crowding() {}

    /** The distance of each vector, among those of its own front; infinite at the ends. */
    public static double[] distances(double[][] losses, int[] fronts) {
        double[] distances = new double[losses.length];
        int dimensions = losses.length == 0 ? 0 : losses[0].length;
        for (int[] front : members(fronts)) {
            for (int axis = 0; axis < dimensions; axis++) {
                add(losses, axis, front, distances);
            }
        }
        return distances;
    }

    /** The vectors of each front, in their order. */
    private static int[][] members(int[] fronts) {
        int[] sizes = new int[Arrays.stream(fronts).max().orElse(-1) + 1];
        for (int front : fronts) {
            sizes[front]++;
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, front -> new int[sizes[front]]);
        int[] filled = new int[sizes.length];
        for (int i = 0; i < fronts.length; i++) {
            members[fronts[i]][filled[fronts[i]]++] = i;
        }
        return members;
    }

    /** Adds to each member's distance the gap between its neighbours along one loss. */
    private static void add(double[][] losses, int axis, int[] front, double[] distances) {
        if (front.length == 0) {
            return;
        }
        double[] along = new double[front.length];
        for (int i = 0; i < along.length; i++) {
            along[i] = losses[front[i]][axis];
        }
        int[] sorted = Ranking.ascending(along);
        int last = sorted.length - 1;
        double range = along[sorted[last]] - along[sorted[0]];
        distances[front[sorted[0]]] = Double.POSITIVE_INFINITY;
        distances[front[sorted[last]]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last && range > 0 && Double.isFinite(range); i++) {
            distances[front[sorted[i]]] += (along[sorted[i + 1]] - along[sorted[i - 1]]) / range;
        }
    }
}
