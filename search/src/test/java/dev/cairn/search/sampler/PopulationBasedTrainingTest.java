package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Training is virtual: a noisy descent whose best step size shrinks as it goes on. Seeds are fixed. */
final class PopulationBasedTrainingTest {
    private static final BudgetLeft PLENTY = BudgetLeft.ofTrials(1000);
    private static final SearchSpace SPACE =
            SearchSpace.of(Real.log("lr", 1e-3, 1), Int.of("batch", 1, 64), Choice.of("layers", 1, 2, 3));
    private static final PopulationBasedTraining PBT =
            new PopulationBasedTraining(10, 20, 12, Set.of("layers"), List.of());

    @Test
    void a_schedule_is_found_that_beats_every_constant_value() {
        Map<Integer, double[]> weights = new HashMap<>();
        History history = History.empty(Direction.MINIMIZE);
        for (int number = 1; number <= 120; number++) {
            Suggestion next = ask(history);
            Values values = values(next);
            SPACE.check(values);
            double[] x = next instanceof Suggestion.Fork fork
                    ? weights.get(fork.parent()).clone()
                    : start();
            train(x, values.real("lr"), 20, number);
            weights.put(number, x);
            history = history.with(new CompletedTrial(number, values, loss(x)));
        }
        assertThat(PBT.next(SPACE, history, PLENTY, 1, 3)).isEmpty();
        double constant = Double.POSITIVE_INFINITY;
        for (double lr = 1e-3; lr <= 1; lr *= 1.5) {
            double[] x = start();
            for (int i = 0; i < 12; i++) {
                train(x, lr, 20, i);
            }
            constant = Math.min(constant, loss(x));
        }
        assertThat(history.best().orElseThrow().objective()).isLessThan(constant);
    }

    @Test
    void the_worst_fifth_goes_on_from_the_best_fifth_and_the_others_from_themselves() {
        History history = firstInterval();
        for (int member = 1; member <= 10; member++) {
            Suggestion.Fork fork =
                    (Suggestion.Fork) PBT.next(SPACE, history, PLENTY, 10, 3).get(member - 1);
            assertThat(fork.fidelity().maxSteps()).isEqualTo(40);
            if (member <= 8) {
                assertThat(fork.parent()).isEqualTo(member);
                assertThat(fork.values())
                        .isEqualTo(history.trials().get(member - 1).values());
            } else {
                assertThat(fork.parent()).isLessThanOrEqualTo(2);
                Values parent = history.trials().get(fork.parent() - 1).values();
                assertThat(fork.values()).isNotEqualTo(parent);
                assertThat(fork.values().find("layers")).isEqualTo(parent.find("layers"));
            }
        }
    }

    @Test
    void a_member_that_diverged_is_replaced() {
        History history = firstInterval();
        Values values = history.trials().get(0).values();
        History broken = new History(
                List.of(Direction.MINIMIZE),
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(new FailedTrial(1, values, Curve.EMPTY, "NaN", true)),
                                history.trials().stream().skip(1))
                        .toList());
        Suggestion.Fork fork =
                (Suggestion.Fork) PBT.next(SPACE, broken, PLENTY, 1, 3).get(0);
        assertThat(fork.parent()).isIn(2, 3);
        assertThat(fork.why().numbers()).containsEntry("parent", (double) fork.parent());
    }

    @Test
    void an_interval_waits_for_its_member_and_for_half_of_the_population() {
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= 10; i++) {
            history = history.with(new PendingTrial(i, values(ask(history))));
        }
        assertThat(PBT.next(SPACE, history, PLENTY, 5, 3)).isEmpty();
    }

    private static History firstInterval() {
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= 10; i++) {
            history = history.with(new CompletedTrial(i, values(ask(history)), i));
        }
        return history;
    }

    private static Suggestion ask(History history) {
        return PBT.next(SPACE, history, PLENTY, 1, 3).get(0);
    }

    private static Values values(Suggestion suggestion) {
        return suggestion instanceof Suggestion.Fork fork ? fork.values() : ((Suggestion.New) suggestion).values();
    }

    private static double[] start() {
        return new double[] {100, -60, 80, 40};
    }

    private static double loss(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }

    private static void train(double[] x, double lr, int steps, int noise) {
        Stream stream = Stream.of(11, noise);
        for (int i = 0; i < steps; i++) {
            for (int d = 0; d < x.length; d++) {
                x[d] -= lr * (x[d] + 3 * stream.gaussian());
            }
        }
    }
}
