package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.History;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NearnessTest {
    private static final int TRIALS = 24;

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "cmaes", "evolution", "bayes", "auto", "forest", "nsga2"})
    void a_suggestion_that_was_learned_says_how_far_it_is_from_which_trial(String name) {
        SearchSpace space = Spaces.conditional();
        History history = run(name, space);
        Suggestion.New next = next(name, space, history);
        double[] point = space.encode(next.values());
        double[] distances = history.trials().stream()
                .mapToDouble(trial -> Nearness.distance(space, point, space.encode(trial.values())))
                .toArray();
        int nearest = IntStream.range(0, TRIALS)
                .reduce((a, b) -> distances[b] < distances[a] ? b : a)
                .orElseThrow();
        assertThat(next.why().numbers())
                .containsEntry("nearestTrial", nearest + 1.0)
                .containsEntry("nearestDistance", distances[nearest]);
        assertThat(distances[nearest]).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "sobol", "grid"})
    void a_point_that_does_not_look_back_has_no_distance(String name) {
        Explanation why = next(name, Spaces.conditional(), run(name, Spaces.conditional()))
                .why();
        assertThat(why.numbers()).doesNotContainKey("nearestDistance");
    }

    @Test
    void tpe_says_its_acquisition() {
        Explanation why = next("tpe", Spaces.conditional(), run("tpe", Spaces.conditional()))
                .why();
        assertThat(why.arm()).isEqualTo("tpe");
        assertThat(why.numbers().get("logDensityRatio")).isFinite();
    }

    private static History run(String name, SearchSpace space) {
        return Searches.run(name, space, values -> List.of(space.encode(values)[0]), 1, TRIALS, 3);
    }

    private static Suggestion.New next(String name, SearchSpace space, History history) {
        return (Suggestion.New) Samplers.named(name)
                .next(space, history, BudgetLeft.ofTrials(100), 1, 3)
                .get(0);
    }
}
