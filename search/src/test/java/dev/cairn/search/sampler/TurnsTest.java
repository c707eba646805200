package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
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
        String first = label(new Turns(evidence).next());
        Evidence waiting = evidence(Collections.nCopies(12, "start"), i -> 1.0, Collections.nCopies(6, first));
        assertThat(label(new Turns(waiting).next())).isNotEqualTo(first);
    }

    /** How many of so many turns fall to the global arm when every turn of an arm that gains takes a hundredth off the loss. */
    private static long turns(int count, java.util.function.Predicate<String> gains) {
        List<String> arms = new ArrayList<>(Collections.nCopies(10, "start"));
        List<Double> losses = new ArrayList<>(Collections.nCopies(10, 1.0));
        for (int i = 0; i < count; i++) {
            double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            String arm = label(new Turns(evidence(arms, losses::get, List.of())).next());
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
                pending,
                new BitSet());
    }
}
