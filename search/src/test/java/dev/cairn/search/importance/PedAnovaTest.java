package dev.cairn.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class PedAnovaTest {
    private final SearchSpace space = SearchSpace.of(
            Real.of("strong", 0, 1), Real.of("weak", 0, 1), Real.of("none", 0, 1), Choice.of("kind", "a", "b", "c"));

    @Test
    void what_matters_more_gets_the_greater_share() {
        List<Importance> found = PedAnova.of(space, history(space, PedAnovaTest::objective, 300), 1);
        assertThat(found).extracting(Importance::parameter).containsExactly("strong", "weak", "none", "kind");
        assertThat(found.get(0).share())
                .isGreaterThan(0.5)
                .isGreaterThan(found.get(1).share());
        assertThat(found.get(1).share()).isGreaterThan(found.get(2).share());
        assertThat(found.get(3).share()).isGreaterThan(found.get(2).share());
        assertThat(found.stream().mapToDouble(Importance::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(found).allMatch(i -> i.low() <= i.share() && i.share() <= i.high());
    }

    @Test
    void the_direction_decides_which_trials_are_best() {
        ToDoubleFunction<Values> edge = values -> values.real("strong");
        History low = history(space, edge, 100);
        History high = new History(List.of(Direction.MAXIMIZE), low.trials());
        assertThat(PedAnova.of(space, high, 1)).isNotEqualTo(PedAnova.of(space, low, 1));
    }

    @Test
    void conditional_parameters_are_judged_where_they_are() {
        SearchSpace conditional = Spaces.conditional();
        History history =
                history(conditional, v -> v.has("tree.depth") ? Math.abs(v.whole("tree.depth") - 3) : 10, 300);
        List<Importance> found = PedAnova.of(conditional, history, 1);
        Importance depth = found.stream()
                .filter(i -> i.parameter().equals("tree.depth"))
                .findFirst()
                .orElseThrow();
        assertThat(depth.share()).isGreaterThan(0.3);
        assertThat(found).filteredOn(i -> i.parameter().startsWith("linear")).allMatch(i -> i.share() == 0);
    }

    @Test
    void too_few_or_broken_results_say_nothing() {
        assertThat(PedAnova.of(space, history(space, PedAnovaTest::objective, 9), 1))
                .isEmpty();
        assertThat(PedAnova.of(space, history(space, values -> Double.NaN, 50), 1))
                .isEmpty();
    }

    private static double objective(Values values) {
        double far = values.real("strong") - 0.2;
        double near = values.real("weak") - 0.7;
        return 10 * far * far + near * near + (values.text("kind").equals("b") ? 0 : 0.3);
    }

    private static History history(SearchSpace space, ToDoubleFunction<Values> objective, int trials) {
        Stream stream = Stream.of(3);
        List<dev.cairn.search.trial.Trial> done = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            Values values = space.decode(stream.point(space.size()));
            done.add(new CompletedTrial(i, values, objective.applyAsDouble(values)));
        }
        return new History(List.of(Direction.MINIMIZE), done);
    }
}
