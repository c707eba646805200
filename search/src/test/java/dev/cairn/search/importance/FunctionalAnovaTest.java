package dev.cairn.search.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Functions whose variances are known exactly. The streams are seeded, so nothing here fails by chance. */
class FunctionalAnovaTest {
    private static final SearchSpace THREE = SearchSpace.of(Real.of("x", 0, 1), Real.of("y", 0, 1), Real.of("z", 0, 1));

    private static FunctionalAnova anova(SearchSpace space, int trials, ToDoubleFunction<double[]> objective) {
        Stream stream = Stream.of(11);
        List<Trial> done = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            var values = space.decode(stream.point(space.size()));
            done.add(new CompletedTrial(i, values, objective.applyAsDouble(space.encode(values))));
        }
        return FunctionalAnova.of(space, new History(List.of(Direction.MINIMIZE), done), 5);
    }

    @Test
    void parts_of_a_sum_matter_by_their_variance() {
        // Var(3x) = 9/12 and Var(y) = 1/12, so nine tenths and one tenth.
        FunctionalAnova anova = anova(THREE, 400, u -> 3 * u[0] + u[1]);
        assertThat(anova.single().get(0).share()).isCloseTo(0.9, within(0.06));
        assertThat(anova.single().get(1).share()).isCloseTo(0.1, within(0.06));
        assertThat(anova.single().get(2).share()).isLessThan(0.02);
        assertThat(anova.pairs().get(0).share()).isLessThan(0.06);
    }

    @Test
    void a_product_around_its_means_is_all_interaction() {
        FunctionalAnova anova = anova(THREE, 600, u -> (u[0] - 0.5) * (u[1] - 0.5));
        assertThat(anova.pairs().get(0)).satisfies(pair -> {
            assertThat(List.of(pair.first(), pair.second())).containsExactly("x", "y");
            assertThat(pair.share()).isGreaterThan(0.5);
        });
        assertThat(anova.single().get(0).share()).isLessThan(0.2);
    }

    @Test
    void a_parameter_under_a_condition_counts_by_how_often_it_is_there() {
        SearchSpace space =
                SearchSpace.of(Choice.of("kind", "a", "b"), Real.of("w", 0, 1).when("kind == 'a'"), Real.of("v", 0, 1));
        FunctionalAnova anova = anova(space, 500, u -> Double.isNaN(u[1]) ? 0.5 : u[1]);
        assertThat(anova.single().get(0).share()).isLessThan(0.1);
        assertThat(anova.single().get(1).share()).isGreaterThan(0.3);
        assertThat(anova.single().get(2).share()).isLessThan(0.05);
    }

    @Test
    void intervals_hold_their_estimate_and_shares_sum_to_at_most_one() {
        FunctionalAnova anova = anova(THREE, 60, u -> u[0] * u[1] + u[2]);
        double sum = 0;
        for (Importance one : anova.single()) {
            assertThat(one.share()).isBetween(one.low(), one.high());
            sum += one.share();
        }
        for (Interaction pair : anova.pairs()) {
            assertThat(pair.share()).isBetween(pair.low(), pair.high());
            sum += pair.share();
        }
        assertThat(sum).isBetween(0.0, 1.0 + 1e-9);
    }

    @Test
    void one_disaster_does_not_hide_what_matters() {
        FunctionalAnova anova = anova(THREE, 300, u -> u[2] > 0.99 ? 1e9 : u[0]);
        assertThat(anova.single().get(0).share()).isGreaterThan(0.7);
    }

    @Test
    void constant_results_and_too_few_of_them_say_nothing() {
        assertThat(anova(THREE, 30, u -> 1).single())
                .allSatisfy(one -> assertThat(one.share()).isZero());
        assertThat(anova(THREE, 9, u -> u[0]).single()).isEmpty();
    }
}
