package dev.cairn.search.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Sorts vectors of losses into fronts: one that nothing dominates, one that only the first dominates, and so on (Deb et al., IEEE TEC 6(2),
 * 2002; here by {@link FrontSort}), with their constrained domination where a violation is given.
 *
 * <p>Less is better in every coordinate. NaN is worse than every number and equal to itself.
 */
public final class Dominance {
    private Dominance() {}

    /** True if {@code a} is nowhere worse than {@code b} and somewhere better. */
    public static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            int order = Double.compare(a[i], b[i]);
            if (order > 0) {
                return false;
            }
            better |= order < 0;
        }
        return better;
    }

    /** The front of each vector, from 0. */
    public static int[] fronts(double[][] losses) {
        return fronts(losses, new double[losses.length]);
    }

    /**
     * The front of each vector under constrained domination: what keeps all bounds comes before what does not, and that by its violation.
     *
     * @param violations one number each, at most 0 where all bounds are kept; NaN is the worst
     */
    public static int[] fronts(double[][] losses, double[] violations) {
        int[] kept = IntStream.range(0, losses.length)
                .filter(i -> violations[i] <= 0)
                .toArray();
        int[] fronts = new int[losses.length];
        int next = peel(losses, kept, fronts);
        int[] broken = IntStream.range(0, losses.length)
                .filter(i -> !(violations[i] <= 0))
                .boxed()
                .sorted((a, b) -> Double.compare(violations[a], violations[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < broken.length; i++) {
            boolean tied = i > 0 && Double.compare(violations[broken[i]], violations[broken[i - 1]]) == 0;
            next += i > 0 && !tied ? 1 : 0;
            fronts[broken[i]] = next;
        }
        return fronts;
    }

    /** The members of the first front, in the order given. */
    public static int[] first(double[][] losses) {
        int[] fronts = fronts(losses);
        return IntStream.range(0, losses.length).filter(i -> fronts[i] == 0).toArray();
    }

    /** Indices from best to worst: by front, and within a front by how much a vector adds to the spread of those before it. */
    public static int[] ranking(double[][] losses) {
        return ranking(losses, new double[losses.length]);
    }

    /** {@link #ranking(double[][])} under constrained domination. */
    public static int[] ranking(double[][] losses, double[] violations) {
        int[] fronts = fronts(losses, violations);
        int[] order = IntStream.range(0, fronts.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> fronts[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && fronts[order[to]] == fronts[order[from]]) {
                to++;
            }
            int[] spread = EpsilonNet.order(losses, Arrays.copyOfRange(order, from, to));
            System.arraycopy(spread, 0, order, from, spread.length);
        }
        return order;
    }

    /** Writes the fronts of the members; returns the number of the first that is free. */
    private static int peel(double[][] losses, int[] members, int[] fronts) {
        if (losses.length > 0 && losses[0].length == 1) {
            return ranks(losses, members, fronts);
        }
        return FrontSort.sort(losses, members, fronts);
    }

    /** With one loss the fronts are its different values, in order. */
    private static int ranks(double[][] losses, int[] members, int[] fronts) {
        double[] values = Arrays.stream(members)
                .mapToDouble(i -> losses[i][0])
                .sorted()
                .distinct()
                .toArray();
        for (int i : members) {
            fronts[i] = Arrays.binarySearch(values, losses[i][0]);
        }
        return values.length;
    }
}
