package dev.cairn.search.sampler;

import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What can be learned from where there are several objectives or bounds on outcomes: the counterpart of {@link Evidence}, which it becomes by
 * ranking.
 *
 * <p>An objective that is not finite, and all of a trial that diverged, count as the worst finite one. A stopped trial knows only its first
 * objective: the others are taken to be the median, and its bounds to be kept.
 *
 * @param losses one row per observation, less is better, finite
 * @param violations one row per observation, at most 0 where a bound is kept, finite
 */
@SuppressWarnings("ArrayRecordComponent") // private to the samplers, which do not write to it
record Rivals(List<double[]> points, double[][] losses, double[][] violations, List<double[]> pending) {
    /** What a bound counts that could not be measured: as far off as a value of twice the bound. */
    private static final double UNKNOWN = 1;

    static Rivals of(Situation situation) {
        History history = situation.history();
        List<Direction> directions = history.directions();
        List<CompletedTrial> completed = history.completed();
        int bounds = completed.isEmpty() ? 0 : completed.get(0).violations().size();
        double[] worst = new double[directions.size()];
        double[] median = new double[directions.size()];
        for (int m = 0; m < worst.length; m++) {
            double[] sorted = finite(completed, directions, m);
            worst[m] = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
            median[m] = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
        }
        List<Trial> known = new ArrayList<>();
        List<double[]> losses = new ArrayList<>();
        List<double[]> violations = new ArrayList<>();
        for (Trial trial : history.trials()) {
            double[] loss;
            double[] violation = new double[bounds];
            if (trial instanceof CompletedTrial done) {
                loss = losses(done, directions, worst);
                Arrays.setAll(violation, i -> known(done.violations(), i));
            } else if (trial instanceof PrunedTrial pruned) {
                loss = median.clone();
                double seen = directions.get(0).loss(pruned.lastValue());
                loss[0] = Double.isFinite(seen) ? Math.max(median[0], seen) : worst[0];
            } else if (trial instanceof FailedTrial failed && failed.diverged()) {
                loss = worst.clone();
                Arrays.fill(violation, UNKNOWN);
            } else {
                continue;
            }
            known.add(trial);
            losses.add(loss);
            violations.add(violation);
        }
        List<double[]> pending = new ArrayList<>();
        for (Values values : situation.pending()) {
            pending.add(situation.space().encode(values));
        }
        return new Rivals(
                Encodings.of(situation.space()).points(situation.space(), known),
                losses.toArray(double[][]::new),
                violations.toArray(double[][]::new),
                pending);
    }

    int size() {
        return losses.length;
    }

    int objectives() {
        return losses[0].length;
    }

    /** At most {@code limit} observations: the best half of that, and of the others an even sample; in their order. */
    Rivals thinned(int limit) {
        if (size() <= limit) {
            return this;
        }
        int[] ranking = Dominance.ranking(losses, totalViolations());
        int best = limit / 2;
        int[] rows = IntStream.range(0, limit)
                .map(i -> i < best ? i : best + (int) ((long) (i - best) * (size() - best) / (limit - best)))
                .map(place -> ranking[place])
                .sorted()
                .toArray();
        return new Rivals(
                Arrays.stream(rows).mapToObj(points::get).toList(),
                Arrays.stream(rows).mapToObj(i -> losses[i]).toArray(double[][]::new),
                Arrays.stream(rows).mapToObj(i -> violations[i]).toArray(double[][]::new),
                pending);
    }

    /** How far each observation is from keeping all bounds. */
    double[] totalViolations() {
        return Arrays.stream(violations)
                .mapToDouble(row -> Arrays.stream(row).map(v -> Math.max(0, v)).sum())
                .toArray();
    }

    /** The place of each observation in the order by constrained domination, as if that were one loss. */
    Evidence ranked() {
        int[] ranking = Dominance.ranking(losses, totalViolations());
        double[] places = new double[ranking.length];
        for (int place = 0; place < ranking.length; place++) {
            places[ranking[place]] = place;
        }
        return new Evidence(points, places, pending);
    }

    /** One objective alone. */
    Evidence objective(int m) {
        return new Evidence(
                points, Arrays.stream(losses).mapToDouble(row -> row[m]).toArray(), pending);
    }

    /** One bound alone. */
    Evidence bound(int m) {
        return new Evidence(
                points, Arrays.stream(violations).mapToDouble(row -> row[m]).toArray(), pending);
    }

    private static double[] losses(CompletedTrial done, List<Direction> directions, double[] worst) {
        double[] losses = new double[directions.size()];
        for (int m = 0; m < losses.length; m++) {
            double loss = directions.get(m).loss(done.objectives().get(m));
            losses[m] = Double.isFinite(loss) ? loss : worst[m];
        }
        return losses;
    }

    private static double known(List<Double> violations, int i) {
        return i < violations.size() && Double.isFinite(violations.get(i)) ? violations.get(i) : UNKNOWN;
    }

    private static double[] finite(List<CompletedTrial> completed, List<Direction> directions, int m) {
        return completed.stream()
                .mapToDouble(trial -> directions.get(m).loss(trial.objectives().get(m)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }
}
