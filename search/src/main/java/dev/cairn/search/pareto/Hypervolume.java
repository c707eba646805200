package dev.cairn.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The volume between a set of loss vectors and a reference that is worse than they are: the one measure of a front that grows with every
 * improvement (Zitzler and Thiele, IEEE TEC 3(4), 1999).
 *
 * <p>By a sweep in two dimensions, and by slicing along the last loss beyond (HSO: While et al., IEEE TEC 10(1), 2006), which is exact in any
 * number.
 */
public final class Hypervolume {
    private Hypervolume() {}

    /** The volume that the vectors dominate within the reference; those that are not below it everywhere add nothing. */
    public static double of(List<double[]> losses, double[] reference) {
        return volume(
                losses.stream().filter(loss -> Cells.below(loss, reference)).toList(), reference, reference.length);
    }

    /** How much of {@link #of} would be lost without each vector, in their order. */
    public static double[] contributions(List<double[]> losses, double[] reference) {
        double all = of(losses, reference);
        double[] contributions = new double[losses.size()];
        for (int i = 0; i < contributions.length; i++) {
            List<double[]> others = new ArrayList<>(losses);
            others.remove(i);
            contributions[i] = Math.max(0, all - of(others, reference));
        }
        return contributions;
    }

    /** The volume in the first {@code m} losses. */
    private static double volume(List<double[]> losses, double[] reference, int m) {
        if (losses.isEmpty()) {
            return 0;
        }
        if (m == 1) {
            return reference[0]
                    - losses.stream().mapToDouble(loss -> loss[0]).min().orElse(reference[0]);
        }
        if (m == 2) {
            return area(losses, reference);
        }
        List<double[]> sorted = losses.stream()
                .sorted(Comparator.comparingDouble(loss -> loss[m - 1]))
                .toList();
        double sum = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double to = i + 1 < sorted.size() ? sorted.get(i + 1)[m - 1] : reference[m - 1];
            double depth = to - sorted.get(i)[m - 1];
            if (depth > 0) {
                sum += depth * volume(front(sorted.subList(0, i + 1), m - 1), reference, m - 1);
            }
        }
        return sum;
    }

    private static double area(List<double[]> losses, double[] reference) {
        List<double[]> sorted = losses.stream()
                .sorted(Comparator.comparingDouble(loss -> loss[0]))
                .toList();
        double area = 0;
        double least = reference[1];
        for (double[] loss : sorted) {
            if (loss[1] < least) {
                area += (reference[0] - loss[0]) * (least - loss[1]);
                least = loss[1];
            }
        }
        return area;
    }

    /** What is not dominated in the first {@code m} losses, each vector once. */
    private static List<double[]> front(List<double[]> losses, int m) {
        List<double[]> front = new ArrayList<>();
        for (double[] loss : losses) {
            if (front.stream().noneMatch(other -> covers(other, loss, m))) {
                front.removeIf(other -> covers(loss, other, m));
                front.add(loss);
            }
        }
        return front;
    }

    private static boolean covers(double[] a, double[] b, int m) {
        for (int d = 0; d < m; d++) {
            if (a[d] > b[d]) {
                return false;
            }
        }
        return true;
    }
}
