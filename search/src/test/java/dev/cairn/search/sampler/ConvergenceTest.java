package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {
    private static final SearchSpace SQUARE = SearchSpace.of(Real.of("x", -5, 10), Real.of("y", 0, 15));
    private static final int MOST = 120;

    private static double branin(Values values) {
        double x = values.real("x");
        double y = values.real("y");
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    /** All trials until the study has converged, or {@value #MOST}. */
    private static History run(String sampler, ToDoubleFunction<Values> loss, double spread, long seed) {
        Sampler asked = Samplers.named(sampler);
        History history = History.empty(Direction.MINIMIZE);
        while (history.size() < MOST
                && Convergence.reached(SQUARE, history, seed).isEmpty()) {
            Suggestion.New next = (Suggestion.New) asked.next(SQUARE, history, BudgetLeft.ofTrials(MOST), 1, seed)
                    .get(0);
            history = history.with(
                    new CompletedTrial(
                            history.nextNumber(),
                            next.values(),
                            Curve.EMPTY,
                            List.of(loss.applyAsDouble(next.values())),
                            spread,
                            Duration.ZERO),
                    next.why().arm());
        }
        return history;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_smooth_function_ends_early_and_not_before_its_least_value_is_found(long seed) {
        History history = run("auto", ConvergenceTest::branin, Double.NaN, seed);
        assertThat(history.size()).isBetween(20, MOST - 1);
        // The least value is 0.3979; random search ends at 1.0 after as many trials.
        assertThat(history.best().orElseThrow().objective()).isLessThan(0.398 + 0.2);
    }

    @Test
    void a_constant_function_ends_at_the_least_number_of_trials() {
        assertThat(run("random", values -> 3, Double.NaN, 1).size()).isEqualTo(20);
    }

    @Test
    void a_flat_function_with_noise_ends() {
        SplittableRandom random = new SplittableRandom(1);
        History history = run("auto", values -> random.nextGaussian(), 1, 1);
        assertThat(history.size()).isBetween(20, MOST - 1);
    }

    @Test
    void random_search_on_a_function_that_still_hides_better_values_goes_on() {
        // A narrow valley: what lies between the points is not known.
        History history = run(
                "random",
                values -> Math.abs(Math.sin(3 * values.real("x")) + Math.cos(3 * values.real("y"))),
                Double.NaN,
                1);
        assertThat(history.size()).isEqualTo(MOST);
    }

    @Test
    void the_reason_names_what_could_be_found_and_the_error() {
        History history = run("random", values -> 3, Double.NaN, 1);
        assertThat(Convergence.reached(SQUARE, history, 1)).hasValueSatisfying(why -> {
            assertThat(why.reason()).startsWith("Nothing more is to be gained: after 20 trials");
            assertThat(why.numbers()).containsKeys("regretBound", "error");
        });
    }
}
