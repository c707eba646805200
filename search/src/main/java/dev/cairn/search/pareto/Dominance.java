package dev.cairn.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts vectors of losses into fronts: one that nothing dominates, one that only the first dominates, and so on (fast non-dominated sort of
 * Deb et al., IEEE TEC 6(2), 2002, §III-A), with their constrained domination (§VI-A) where a violation is given.
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
        int last = Arrays.stream(fronts).max().orElse(-1);
        List<Integer> order = new ArrayList<>();
        for (int front = 0; front <= last; front++) {
            int wanted = front;
            int[] members = IntStream.range(0, fronts.length)
                    .filter(i -> fronts[i] == wanted)
                    .toArray();
            for (int member : EpsilonNet.order(losses, members)) {
                order.add(member);
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Writes the fronts of the members; returns the number of the first that is free. */
    private static int peel(double[][] losses, int[] members, int[] fronts) {
        if (losses.length > 0 && losses[0].length == 1) {
            return ranks(losses, members, fronts);
        }
        int n = members.length;
        int[] dominators = new int[n];
        List<BitSet> dominated = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            dominated.add(new BitSet(n));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (dominates(losses[members[i]], losses[members[j]])) {
                    dominated.get(i).set(j);
                    dominators[j]++;
                } else if (dominates(losses[members[j]], losses[members[i]])) {
                    dominated.get(j).set(i);
                    dominators[i]++;
                }
            }
        }
        List<Integer> current =
                IntStream.range(0, n).filter(i -> dominators[i] == 0).boxed().toList();
        int front = 0;
        while (!current.isEmpty()) {
            List<Integer> next = new ArrayList<>();
            for (int i : current) {
                fronts[members[i]] = front;
                dominated.get(i).stream().filter(j -> --dominators[j] == 0).forEach(next::add);
            }
            current = next;
            front++;
        }
        return front;
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
