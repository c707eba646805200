package dev.cairn.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of the loss space below a reference that no vector of a front dominates, cut into disjoint boxes by sweeping the last loss
 * (dimension sweep, as in Lacour, Klamroth and Fonseca, Computers &amp; OR 79, 2017, without their pruning).
 *
 * <p>Exact in any number of dimensions; the number of boxes grows like nᵐ⁻¹, so that it is meant for two and three losses.
 */
public final class Cells {
    /** Every coordinate is below {@code upper} and at least {@code lower}, which is −∞ at the outer side. */
    @SuppressWarnings("ArrayRecordComponent") // read in inner loops and never written
    public record Cell(double[] lower, double[] upper) {}

    private Cells() {}

    /**
     * The boxes below the reference that the front leaves.
     *
     * @param front vectors of losses, in any order; those that are not below the reference everywhere do not matter
     * @param reference a bound for each loss, at least one
     */
    public static List<Cell> undominated(List<double[]> front, double[] reference) {
        List<double[]> inside = front.stream()
                .filter(loss -> below(loss, reference))
                .map(double[]::clone)
                .toList();
        List<Cell> cells = new ArrayList<>();
        int m = reference.length;
        sweep(inside, reference, m - 1, new double[m], new double[m], cells);
        return cells;
    }

    /** Fixes the interval of loss {@code d} and goes on with the losses before it, among the vectors that begin below the interval. */
    private static void sweep(
            List<double[]> front, double[] reference, int d, double[] lower, double[] upper, List<Cell> cells) {
        if (d == 0) {
            lower[0] = Double.NEGATIVE_INFINITY;
            upper[0] = front.stream().mapToDouble(loss -> loss[0]).min().orElse(reference[0]);
            cells.add(new Cell(lower.clone(), upper.clone()));
            return;
        }
        List<double[]> sorted = front.stream()
                .sorted(Comparator.comparingDouble(loss -> loss[d]))
                .toList();
        double from = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= sorted.size(); i++) {
            double to = i < sorted.size() ? sorted.get(i)[d] : reference[d];
            if (to > from) {
                lower[d] = from;
                upper[d] = to;
                sweep(sorted.subList(0, i), reference, d - 1, lower.clone(), upper.clone(), cells);
            }
            from = to;
        }
    }

    static boolean below(double[] loss, double[] reference) {
        return IntStream.range(0, reference.length).allMatch(d -> loss[d] < reference[d]);
    }

    /** A reference behind all of the front by a tenth of its range (Ishibuchi et al., Evolutionary Computation 26(3), 2018). */
    public static double[] reference(List<double[]> front) {
        int m = front.get(0).length;
        double[] low = new double[m];
        double[] high = new double[m];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (double[] loss : front) {
            for (int d = 0; d < m; d++) {
                low[d] = Math.min(low[d], loss[d]);
                high[d] = Math.max(high[d], loss[d]);
            }
        }
        double[] reference = new double[m];
        Arrays.setAll(reference, d -> high[d] + 0.1 * (high[d] > low[d] ? high[d] - low[d] : 1));
        return reference;
    }
}
