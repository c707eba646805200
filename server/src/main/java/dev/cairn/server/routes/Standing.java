package dev.cairn.server.routes;

import dev.cairn.search.pareto.Cells;
import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.pareto.Hypervolume;
import dev.cairn.server.spec.Goal;
import dev.cairn.server.spec.Goals;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How trials stand to each other under all goals of their study.
 *
 * @param losses one row per trial, less is better
 * @param violations 0 where a trial keeps all bounds
 * @param fronts by constrained domination, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // within this package, which does not write to it
record Standing(double[][] losses, double[] violations, int[] fronts) {
    static Standing of(Goals goals, List<Map<String, Double>> metrics) {
        double[][] losses = metrics.stream().map(m -> losses(goals, m)).toArray(double[][]::new);
        double[] violations = metrics.stream()
                .mapToDouble(m -> goals.violations(m).stream()
                        .mapToDouble(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : Math.max(0, v))
                        .sum())
                .toArray();
        return new Standing(losses, violations, Dominance.fronts(losses, violations));
    }

    private static double[] losses(Goals goals, Map<String, Double> metrics) {
        return goals.objectives().stream()
                .mapToDouble((Goal goal) -> goal.direction().loss(metrics.getOrDefault(goal.name(), Double.NaN)))
                .toArray();
    }

    /** Places from best to worst: by front, those first that spread it most. */
    int[] order() {
        return Dominance.ranking(losses, violations);
    }

    /** Places for a picture, in their order: all, or so many evenly and so many of the first fronts. */
    int[] pictured(int spread, int best) {
        int n = fronts.length;
        if (n <= spread + best) {
            return IntStream.range(0, n).toArray();
        }
        IntStream first = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> fronts[i]))
                .limit(best)
                .mapToInt(Integer::intValue);
        IntStream even = IntStream.range(0, spread).map(i -> (int) ((long) i * n / spread));
        return IntStream.concat(first, even).sorted().distinct().toArray();
    }

    boolean feasible(int trial) {
        return violations[trial] == 0;
    }

    /** Whether nothing dominates the trial, and it keeps all bounds. */
    boolean best(int trial) {
        return fronts[trial] == 0 && feasible(trial);
    }

    /** The losses of the best trials, which are finite. */
    List<double[]> front() {
        return IntStream.range(0, fronts.length)
                .filter(this::best)
                .mapToObj(i -> losses[i])
                .filter(loss -> Arrays.stream(loss).allMatch(Double::isFinite))
                .toList();
    }

    /** The worst loss that any trial with bounds kept has, along each objective; what hypervolume is measured to. */
    double[] reference() {
        List<double[]> kept = IntStream.range(0, fronts.length)
                .filter(this::feasible)
                .mapToObj(i -> losses[i])
                .filter(loss -> Arrays.stream(loss).allMatch(Double::isFinite))
                .toList();
        return kept.isEmpty() ? new double[0] : Cells.reference(kept);
    }

    double hypervolume() {
        double[] reference = reference();
        return reference.length == 0 ? 0 : Hypervolume.of(front(), reference);
    }
}
