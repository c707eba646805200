package dev.cairn.search.model;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Extremely randomised trees as a model of an objective: the mean of the trees, and as variance what they disagree by and what is left in
 * their leaves (Hutter, Xu, Hoos and Leyton-Brown, Artificial Intelligence 206, 2014).
 *
 * <p>Its cost grows as n log n and it takes conditions as they come: an inactive parameter stands outside of its range, so that one cut
 * tells it from all active ones.
 */
public final class ExtraTrees {
    private static final int TREES = 24;
    private static final double INACTIVE = -0.5;
    /** Where all leaves are pure and agree, some doubt remains. */
    private static final double LEAST_VARIANCE = 1e-6;

    private final Features features;
    private final List<RegressionTree> trees = new ArrayList<>();

    private ExtraTrees(Features features) {
        this.features = features;
    }

    /** Grows the trees on points of the unit cube, NaN where inactive, with a value each. */
    public static ExtraTrees fit(SearchSpace space, List<double[]> points, double[] y, Stream stream) {
        ExtraTrees forest = new ExtraTrees(new Features(space));
        double[][] rows = points.stream().map(forest::row).toArray(double[][]::new);
        boolean[] nominal = new boolean[space.size()];
        for (int d = 0; d < nominal.length; d++) {
            nominal[d] = forest.features.nominal(d);
        }
        for (int i = 0; i < TREES; i++) {
            forest.trees.add(new RegressionTree(nominal, rows, y, stream));
        }
        return forest;
    }

    public Belief at(double[] point) {
        double[] row = row(point);
        double mean = 0;
        double squares = 0;
        double within = 0;
        for (RegressionTree tree : trees) {
            double[] leaf = tree.at(row);
            mean += leaf[0] / TREES;
            squares += leaf[0] * leaf[0] / TREES;
            within += leaf[1] / TREES;
        }
        return new Belief(mean, Math.sqrt(Math.max(LEAST_VARIANCE, squares - mean * mean + within)));
    }

    private double[] row(double[] point) {
        double[] row = features.of(point);
        for (int d = 0; d < point.length; d++) {
            if (Double.isNaN(point[d]) && !features.nominal(d)) {
                row[d] = INACTIVE;
            }
        }
        return row;
    }
}
