package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Runs samplers on functions whose optimum is known. All losses are minimised. */
final class Searches {
    private Searches() {}

    /** The least loss after so many trials. */
    static double best(String sampler, SearchSpace space, ToDoubleFunction<Values> loss, int trials, long seed) {
        History history = run(sampler, space, values -> List.of(loss.applyAsDouble(values)), 1, trials, seed);
        return history.best().orElseThrow().objective();
    }

    /** All trials of a search for several losses. */
    static History run(
            String sampler,
            SearchSpace space,
            Function<Values, List<Double>> losses,
            int objectives,
            int trials,
            long seed) {
        return bounded(sampler, space, losses, values -> List.of(), objectives, trials, seed);
    }

    /** All trials of a search for several losses under bounds. */
    static History bounded(
            String sampler,
            SearchSpace space,
            Function<Values, List<Double>> losses,
            Function<Values, List<Double>> violations,
            int objectives,
            int trials,
            long seed) {
        Sampler asked = Samplers.named(sampler);
        History history = new History(Collections.nCopies(objectives, Direction.MINIMIZE), List.of());
        for (int i = 1; i <= trials; i++) {
            Values values = ((Suggestion.New) asked.next(space, history, BudgetLeft.ofTrials(trials), 1, seed)
                            .get(0))
                    .values();
            history = history.with(new CompletedTrial(
                    i, values, Curve.EMPTY, losses.apply(values), Double.NaN, Duration.ZERO, violations.apply(values)));
        }
        return history;
    }

    /** The median over an odd number of seeds. */
    static double median(int seeds, Function<Integer, Double> run) {
        double[] results = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            results[seed] = run.apply(seed);
        }
        Arrays.sort(results);
        return results[seeds / 2];
    }
}
