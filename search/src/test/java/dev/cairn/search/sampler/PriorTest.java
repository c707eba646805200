package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds are fixed, so nothing here can fail by chance. */
final class PriorTest {
    private static final SearchSpace BELIEVED = SearchSpace.of(
            Real.log("lr", 1e-6, 1).near(1e-3),
            Real.of("x", 0, 1),
            Real.of("y", 0, 1),
            Choice.of("kind", "a", "b", "c", "d").near("c"));

    private static final SearchSpace OPEN = SearchSpace.of(
            Real.log("lr", 1e-6, 1), Real.of("x", 0, 1), Real.of("y", 0, 1), Choice.of("kind", "a", "b", "c", "d"));

    @ParameterizedTest
    @ValueSource(strings = {"random", "tpe", "bayes", "evolution", "nsga2"})
    void what_is_believed_is_tried_first(String sampler) {
        Values first = Searches.run(sampler, BELIEVED, v -> List.of(loss(v)), 1, 1, 5)
                .trials()
                .get(0)
                .values();
        assertThat(first.real("lr")).isCloseTo(1e-3, within(1e-9));
        assertThat(first.text("kind")).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "tpe", "bayes", "cmaes"})
    void a_belief_that_is_right_helps_at_the_start(String sampler) {
        double with = Searches.median(9, seed -> Searches.best(sampler, BELIEVED, PriorTest::loss, 10, seed));
        double without = Searches.median(9, seed -> Searches.best(sampler, OPEN, PriorTest::loss, 10, seed));
        assertThat(with).isLessThan(without);
    }

    @Test
    void a_belief_that_is_wrong_is_overcome() {
        SearchSpace wrong = SearchSpace.of(
                Real.log("lr", 1e-6, 1).near(0.5),
                Real.of("x", 0, 1),
                Real.of("y", 0, 1),
                Choice.of("kind", "a", "b", "c", "d").near("a"));
        assertThat(Searches.best("bayes", wrong, PriorTest::loss, 40, 1)).isLessThan(0.05);
    }

    @Test
    void the_slope_of_the_density_is_its_derivative() {
        Prior prior = Prior.of(BELIEVED);
        double[] at = {0.3, 0.4, 0.5, 0.6};
        double[] gradient = new double[4];
        prior.log(at, 1, Optional.of(gradient));
        double[] up = {0.3 + 1e-6, 0.4, 0.5, 0.6};
        double[] down = {0.3 - 1e-6, 0.4, 0.5, 0.6};
        double slope = (prior.log(up, 0, Optional.empty()) - prior.log(down, 0, Optional.empty())) / 2e-6;
        assertThat(gradient[0]).isCloseTo(slope, within(1e-6));
        assertThat(gradient[1]).isZero();
    }

    /** Best at lr = 2e-3, kind c: close to what is believed. */
    private static double loss(Values values) {
        double lr = Math.log10(values.real("lr")) - Math.log10(2e-3);
        return 0.2 * lr * lr
                + Math.pow(values.real("x") - 0.4, 2)
                + 0.2 * Math.pow(values.real("y") - 0.8, 2)
                + (values.text("kind").equals("c") ? 0 : 0.3);
    }
}
