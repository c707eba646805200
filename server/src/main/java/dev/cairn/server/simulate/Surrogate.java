package dev.cairn.server.simulate;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.ExtraTrees;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Foretells the score of a configuration that a recorded study never tried: randomised trees over all its completed trials, if they foretell these
 * better than each one's nearest neighbour does, each trial left out in its turn (in tenths of them for the trees). Benchmarks that answer from a
 * model of recorded runs are surrogate benchmarks (Eggensperger, Hutter, Hoos and Leyton-Brown, AAAI 2015, §3).
 */
final class Surrogate {
    private static final int PARTS = 10;

    /** Fewer trials than these do not tell which is better. */
    private static final int FEWEST = 20;

    /** More than these do not tell it better. */
    private static final int MOST = 1_000;

    private static final long SEED = 1;

    private final SearchSpace space;
    private final List<double[]> points;
    private final double[] scores;
    private final Optional<ExtraTrees> trees;
    private final Optional<Errors> errors;

    /** The mean absolute error of each on trials that were left out. */
    record Errors(double nearest, double trees) {
        boolean treesAreBetter() {
            return trees < nearest;
        }
    }

    /** @param nearest the score of the trial that is nearest to the one of this place, which itself is not looked at */
    Surrogate(SearchSpace space, List<RecordedTrial> all, ToDoubleFunction<RecordedTrial> nearest) {
        this.space = space;
        List<RecordedTrial> completed = all.stream()
                .filter(trial -> trial.end() == RecordedTrial.End.COMPLETED && Double.isFinite(trial.score()))
                .toList();
        int n = Math.min(completed.size(), MOST);
        List<RecordedTrial> some = IntStream.range(0, n)
                .mapToObj(i -> completed.get((int) ((long) i * completed.size() / n)))
                .toList();
        this.points = some.stream().map(trial -> space.encode(trial.values())).toList();
        this.scores = some.stream().mapToDouble(RecordedTrial::score).toArray();
        this.errors = n < FEWEST ? Optional.empty() : errors(some, nearest);
        this.trees = errors.filter(Errors::treesAreBetter).map(better -> fit(i -> true));
    }

    private Optional<Errors> errors(List<RecordedTrial> some, ToDoubleFunction<RecordedTrial> nearest) {
        double byNearest = 0;
        for (RecordedTrial trial : some) {
            byNearest += Math.abs(nearest.applyAsDouble(trial) - trial.score()) / some.size();
        }
        double byTrees = 0;
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            ExtraTrees without = fit(i -> i % PARTS != left);
            for (int i = left; i < scores.length; i += PARTS) {
                byTrees += Math.abs(without.at(points.get(i)).mean() - scores[i]) / scores.length;
            }
        }
        return Double.isNaN(byNearest) ? Optional.empty() : Optional.of(new Errors(byNearest, byTrees));
    }

    private ExtraTrees fit(IntPredicate which) {
        List<double[]> kept = new ArrayList<>();
        int[] places = IntStream.range(0, scores.length).filter(which).toArray();
        IntStream.of(places).forEach(i -> kept.add(points.get(i)));
        double[] y = IntStream.of(places).mapToDouble(i -> scores[i]).toArray();
        return ExtraTrees.fit(space, kept, y, Stream.of(SEED));
    }

    /** Empty where the nearest neighbour foretells better, or nobody knows. */
    Optional<Double> score(Values values) {
        return trees.map(model -> model.at(space.encode(values)).mean());
    }

    /** Empty where there were too few trials to compare. */
    Optional<Errors> errors() {
        return errors;
    }
}
