package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds are fixed, hence no false alarms. */
final class IncumbentTest {
    private static final SearchSpace SPACE = SearchSpace.of(Real.of("x", 0, 1));

    @Test
    void without_a_result_there_is_none() {
        assertThat(Incumbent.of(SPACE, History.empty(Direction.MINIMIZE))).isEmpty();
        assertThat(Incumbent.of(
                        SPACE, history(0, 1, Direction.MINIMIZE).with(new CompletedTrial(2, at(0.5), Double.NaN))))
                .map(Incumbent::trial)
                .contains(1);
    }

    @Test
    void without_noise_it_is_the_best_result() {
        History history = history(0, 40, Direction.MAXIMIZE);
        Incumbent incumbent = Incumbent.of(SPACE, history).orElseThrow();
        assertThat(incumbent.trial()).isEqualTo(history.best().orElseThrow().number());
        assertThat(incumbent.estimate()).isEqualTo(history.best().orElseThrow().objective());
        assertThat(incumbent.deviation()).isZero();
    }

    @Test
    void with_noise_it_is_nearer_to_the_truth_than_the_luckiest_draw() {
        for (Direction direction : Direction.values()) {
            double sign = direction == Direction.MINIMIZE ? 1 : -1;
            History history = history(0.1, 60, direction);
            CompletedTrial luckiest = history.best().orElseThrow();
            Incumbent incumbent = Incumbent.of(SPACE, history).orElseThrow();
            Values chosen = history.trials().get(incumbent.trial() - 1).values();
            assertThat(truth(chosen)).isLessThanOrEqualTo(truth(luckiest.values()));
            // Four deviations of a normal distribution: 6e-5 of all seeds would fail.
            assertThat(sign * incumbent.estimate()).isCloseTo(truth(chosen), within(4 * incumbent.deviation() + 0.01));
            assertThat(sign * luckiest.objective()).isLessThan(truth(luckiest.values()) - 0.1);
            assertThat(incumbent.deviation()).isBetween(0.005, 0.1);
        }
    }

    @Test
    void contenders_of_a_noisy_study_are_measured_again_and_others_are_not() {
        assertThat(replicates(history(0.1, 60, Direction.MINIMIZE))).isEqualTo(1);
        assertThat(replicates(history(0, 60, Direction.MINIMIZE))).isZero();
    }

    private static long replicates(History history) {
        return Samplers.named("auto").next(SPACE, history, BudgetLeft.ofTrials(100), 10, 1).stream()
                .filter(suggestion -> suggestion.why().arm().equals("replicate"))
                .filter(suggestion -> history.trials().stream()
                        .anyMatch(trial -> trial.values().equals(((Suggestion.New) suggestion).values())))
                .count();
    }

    private static History history(double noise, int trials, Direction direction) {
        Stream stream = Stream.of(12);
        List<Trial> done = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            Values values = at(stream.uniform());
            double loss = truth(values) + noise * stream.gaussian();
            done.add(new CompletedTrial(i, values, direction == Direction.MINIMIZE ? loss : -loss));
        }
        return new History(List.of(direction), done);
    }

    private static double truth(Values values) {
        return 4 * Math.pow(values.real("x") - 0.3, 2);
    }

    private static Values at(double x) {
        return SPACE.decode(new double[] {x});
    }
}
