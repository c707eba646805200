package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.pareto.Cells;
import java.util.Arrays;
import java.util.List;

/**
 * The logarithm of the expected hypervolume improvement of independent normal losses over a front, exact (the sum over disjoint boxes of
 * Emmerich, Deutz and Klinkenberg, CEC 2011, in the logarithmic form of Ament et al., NeurIPS 2023).
 *
 * <p>What a loss vector Y adds is the volume of the undominated z with Y ≤ z, so that its expectation is the integral of Π P(Yⱼ ≤ zⱼ) over the
 * boxes; in one dimension that integral is expected improvement. With one loss this is the expected improvement itself.
 */
final class HypervolumeImprovement {
    /** Below this the boxes are added in logarithms. */
    private static final double TINY = 1e-280;

    private final List<GaussianProcess> losses;
    private final double[][] edges; // per loss: the different ends of boxes, ascending, −∞ first
    private final int[][] lower; // per box and loss: index of an edge
    private final int[][] upper;

    HypervolumeImprovement(List<GaussianProcess> losses, List<double[]> front, double[] reference) {
        this.losses = losses;
        List<Cells.Cell> cells = Cells.undominated(front, reference);
        edges = new double[reference.length][];
        for (int m = 0; m < reference.length; m++) {
            int loss = m;
            edges[m] = cells.stream()
                    .flatMapToDouble(cell -> Arrays.stream(new double[] {cell.lower()[loss], cell.upper()[loss]}))
                    .sorted()
                    .distinct()
                    .toArray();
        }
        lower = cells.stream().map(cell -> places(cell.lower())).toArray(int[][]::new);
        upper = cells.stream().map(cell -> places(cell.upper())).toArray(int[][]::new);
    }

    private int[] places(double[] ends) {
        int[] places = new int[ends.length];
        Arrays.setAll(places, m -> Arrays.binarySearch(edges[m], ends[m]));
        return places;
    }

    double[] atAll(List<double[]> points) {
        List<List<Belief>> beliefs =
                losses.stream().map(process -> process.atAll(points)).toList();
        double[] values = new double[points.size()];
        Belief[] one = new Belief[losses.size()];
        for (int i = 0; i < values.length; i++) {
            for (int m = 0; m < one.length; m++) {
                one[m] = beliefs.get(m).get(i);
            }
            values[i] = at(one);
        }
        return values;
    }

    /** The logarithm of the expected improvement of a vector of beliefs. */
    double at(Belief[] beliefs) {
        double[][] logs = new double[beliefs.length][];
        double[][] shares = new double[beliefs.length][];
        double scale = 0;
        for (int m = 0; m < beliefs.length; m++) {
            double deviation = beliefs[m].deviation();
            double mean = beliefs[m].mean();
            logs[m] = Arrays.stream(edges[m])
                    .map(edge -> edge == Double.NEGATIVE_INFINITY
                            ? Double.NEGATIVE_INFINITY
                            : Math.log(deviation) + Normal.logImprovement((edge - mean) / deviation))
                    .toArray();
            double most = logs[m][logs[m].length - 1];
            shares[m] = Arrays.stream(logs[m]).map(log -> Math.exp(log - most)).toArray();
            scale += most;
        }
        double sum = 0;
        for (int cell = 0; cell < lower.length; cell++) {
            double product = 1;
            for (int m = 0; m < beliefs.length; m++) {
                product *= shares[m][upper[cell][m]] - shares[m][lower[cell][m]];
            }
            sum += product;
        }
        return sum > TINY ? scale + Math.log(sum) : greatest(logs);
    }

    /** The greatest box alone, where all of them underflow: far from the front one of them is all there is. */
    private double greatest(double[][] logs) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int cell = 0; cell < lower.length; cell++) {
            double product = 0;
            for (int m = 0; m < logs.length; m++) {
                double high = logs[m][upper[cell][m]];
                double low = logs[m][lower[cell][m]];
                product += high + (low == Double.NEGATIVE_INFINITY ? 0 : Math.log1p(-Math.exp(low - high)));
            }
            greatest = Math.max(greatest, product);
        }
        return greatest;
    }
}
