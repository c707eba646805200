package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model is for. Seeds are fixed, hence no false alarms: a failure is a change of the algorithm. */
final class LearningTest {
    private static final SearchSpace SPACE =
            SearchSpace.of(Real.of("a", 0, 1), Real.log("b", 1e-4, 1), Real.of("c", -1, 1), Real.of("d", 0, 1));

    @ParameterizedTest
    @CsvSource({"tpe, 4", "ucb, 4", "thompson, 4", "forest, 1", "auto, 4"})
    void a_sampler_with_a_model_gets_nearer_than_chance_with_as_many_times_the_trials(String name, int times) {
        assertThat(medianBest(name, 40)).isLessThan(medianBest("random", times * 40));
    }

    private static double medianBest(String name, int trials) {
        double[] best = new double[7];
        for (int seed = 0; seed < best.length; seed++) {
            best[seed] = best(name, trials, seed);
        }
        Arrays.sort(best);
        return best[best.length / 2];
    }

    private static double best(String name, int trials, long seed) {
        Sampler sampler = Samplers.named(name);
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= trials; i++) {
            Values values = ((Suggestion.New) sampler.next(SPACE, history, BudgetLeft.ofTrials(trials), 1, seed)
                            .get(0))
                    .values();
            history = history.with(new CompletedTrial(i, values, distance(SPACE.encode(values))));
        }
        return history.best().orElseThrow().objective();
    }

    /** A bowl off the centre, steeper along one axis. */
    private static double distance(double[] point) {
        double sum = 0;
        for (int d = 0; d < point.length; d++) {
            sum += (d + 1) * Math.pow(point[d] - 0.2 - 0.15 * d, 2);
        }
        return sum;
    }
}
