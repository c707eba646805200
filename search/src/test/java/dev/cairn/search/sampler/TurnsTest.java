package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    @Test
    void the_arm_that_gains_is_paid_with_turns() {
        assertThat(turns(100, arm -> arm.equals("gp"))).isGreaterThan(turns(100, arm -> false) + 15);
    }

    @Test
    void an_arm_that_gains_nothing_keeps_some_turns() {
        assertThat(turns(200, arm -> !arm.equals("gp"))).isGreaterThan(5);
    }

    @Test
    void pending_trials_count_as_turns_taken() {
        Evidence evidence = evidence(Collections.nCopies(12, "start"), i -> 1.0, List.of());
        String first = label(new Turns(evidence, false).next());
        Evidence waiting = evidence(Collections.nCopies(12, "start"), i -> 1.0, Collections.nCopies(6, first));
        assertThat(label(new Turns(waiting, false).next())).isNotEqualTo(first);
    }

    @Test
    void trees_have_turns_where_they_suit_the_space_and_nowhere_else() {
        List<String> arms = new ArrayList<>(Collections.nCopies(10, "start"));
        for (int i = 0; i < 60; i++) {
            Evidence evidence = evidence(arms, j -> 1.0, List.of());
            assertThat(label(new Turns(evidence, false).next())).isNotEqualTo("forest");
            arms.add(label(new Turns(evidence, true).next()));
        }
        assertThat(arms).contains("forest", "trustRegion", "gp");
    }

    @Test
    void trees_suit_spaces_of_many_parameters_and_of_conditions_upon_conditions() {
        assertThat(ForestProposer.suits(Spaces.mixed())).isFalse();
        assertThat(ForestProposer.suits(Spaces.conditional()))
                .as("units depend on layers, and those on the model")
                .isTrue();
        assertThat(ForestProposer.suits(SearchSpace.of(
                        Choice.of("kind", "a", "b"), Real.of("x", 0, 1).when("kind == 'a'"))))
                .isFalse();
        List<Parameter> many = IntStream.range(0, 30)
                .<Parameter>mapToObj(i -> Real.of("x" + i, 0, 1))
                .toList();
        assertThat(ForestProposer.suits(new SearchSpace(many, List.of()))).isTrue();
    }

    /** How many of so many turns fall to the global arm when every turn of an arm that gains takes a hundredth off the loss. */
    private static long turns(int count, java.util.function.Predicate<String> gains) {
        List<String> arms = new ArrayList<>(Collections.nCopies(10, "start"));
        List<Double> losses = new ArrayList<>(Collections.nCopies(10, 1.0));
        for (int i = 0; i < count; i++) {
            double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            String arm = label(new Turns(evidence(arms, losses::get, List.of()), false).next());
            arms.add(arm);
            losses.add(gains.test(arm) ? best - 0.01 : 1.0);
        }
        return arms.stream().filter("gp"::equals).count();
    }

    private static String label(List<Arm> order) {
        return order.isEmpty() ? Arm.EXPLORE.label() : order.get(0).label();
    }

    private static Evidence evidence(List<String> arms, IntFunction<Double> losses, List<String> pending) {
        List<double[]> points = IntStream.range(0, arms.size())
                .mapToObj(i -> new double[] {i / 1e3})
                .toList();
        return new Evidence(
                points,
                IntStream.range(0, arms.size()).mapToDouble(losses::apply).toArray(),
                List.of(),
                List.copyOf(arms),
                pending);
    }
}
