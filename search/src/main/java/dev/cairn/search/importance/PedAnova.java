package dev.cairn.search.importance;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Parzen;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Importance of parameters by how differently the best trials are spread along each from all trials: the Pearson divergence of the two
 * one-dimensional densities (PED-ANOVA: Watanabe, Bansal and Hutter, IJCAI 2023).
 *
 * <p>A conditional parameter is judged among the trials that have it, and counts by the part of the best trials that do.
 */
public final class PedAnova {
    /** The part of the trials that counts as best (the paper's γ′). */
    private static final double BEST = 0.1;

    private static final int FEWEST_BEST = 4;
    private static final int FEWEST_TRIALS = 10;
    private static final int CELLS = 50;
    private static final int RESAMPLES = 40;

    private PedAnova() {}

    /**
     * The importances of all parameters, in the order of the space; empty before there are ten results to judge by.
     *
     * @param seed of the bootstrap
     */
    public static List<Importance> of(SearchSpace space, History history, long seed) {
        List<double[]> best = history.completed().stream()
                .filter(trial -> Double.isFinite(trial.objective()))
                .sorted(Comparator.comparingDouble(
                        (CompletedTrial trial) -> history.direction().loss(trial.objective())))
                .map(trial -> space.encode(trial.values()))
                .toList();
        if (best.size() < FEWEST_TRIALS) {
            return List.of();
        }
        double[] shares = shares(space, best);
        double[][] resampled = new double[RESAMPLES][];
        Stream stream = Stream.of(seed);
        for (int i = 0; i < RESAMPLES; i++) {
            resampled[i] = shares(space, resample(best, stream));
        }
        List<Importance> importances = new ArrayList<>();
        for (int d = 0; d < shares.length; d++) {
            int axis = d;
            double[] sorted =
                    Arrays.stream(resampled).mapToDouble(r -> r[axis]).sorted().toArray();
            importances.add(new Importance(
                    space.parameters().get(d).name(),
                    shares[d],
                    Math.min(shares[d], sorted[RESAMPLES / 20]),
                    Math.max(shares[d], sorted[RESAMPLES - 1 - RESAMPLES / 20])));
        }
        return importances;
    }

    /** A bootstrap sample that stays ordered from best to worst. */
    private static List<double[]> resample(List<double[]> ordered, Stream stream) {
        int[] drawn = new int[ordered.size()];
        Arrays.setAll(drawn, i -> stream.below(drawn.length));
        Arrays.sort(drawn);
        return Arrays.stream(drawn).mapToObj(ordered::get).toList();
    }

    private static double[] shares(SearchSpace space, List<double[]> ordered) {
        int count = Math.max(FEWEST_BEST, (int) Math.ceil(BEST * ordered.size()));
        double[] shares = new double[space.size()];
        for (int d = 0; d < shares.length; d++) {
            List<double[]> all = column(ordered, d);
            List<double[]> best = column(ordered.subList(0, count), d);
            shares[d] = best.isEmpty() ? 0 : divergence(space.parameters().get(d), best, all) * best.size() / count;
        }
        double sum = Arrays.stream(shares).sum();
        return sum > 0 ? Arrays.stream(shares).map(share -> share / sum).toArray() : shares;
    }

    /** The values of one coordinate, of the points that have it, as rows of one. */
    private static List<double[]> column(List<double[]> points, int d) {
        return points.stream()
                .filter(point -> !Double.isNaN(point[d]))
                .map(point -> new double[] {point[d]})
                .toList();
    }

    /** The mean over the density of all trials of (p_best / p_all − 1)². */
    private static double divergence(Parameter parameter, List<double[]> best, List<double[]> all) {
        double values = parameter.cardinality();
        if (values == 1) {
            return 0;
        }
        Parzen near = density(parameter, best);
        Parzen whole = density(parameter, all);
        int cells = parameter.unordered() || values < CELLS ? (int) values : CELLS;
        double sum = 0;
        double mass = 0;
        for (int i = 0; i < cells; i++) {
            double[] at = {(i + 0.5) / cells};
            double p = Math.exp(whole.logDensity(at));
            double ratio = Math.exp(near.logDensity(at)) / p;
            sum += p * (ratio - 1) * (ratio - 1);
            mass += p;
        }
        return sum / mass;
    }

    private static Parzen density(Parameter parameter, List<double[]> rows) {
        double[] equal = new double[rows.size()];
        Arrays.fill(equal, 1);
        int levels = parameter.unordered() ? (int) parameter.cardinality() : 0;
        return new Parzen(new int[] {levels}, rows, equal, new double[] {Double.NaN});
    }
}
