package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pruner of the registry. */
final class PrunerContractTest {
    private static final int STEPS = 27;

    static List<String> names() {
        return List.copyOf(Pruners.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_best_trial_is_never_stopped(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(1, STEPS));
        List<Curve> peers = peers(20);
        for (int step = 1; step <= STEPS; step++) {
            assertThat(pruner.judge(curve(step, 0.01), peers, Direction.MINIMIZE))
                    .isEqualTo(Verdict.CONTINUE);
            assertThat(pruner.judge(curve(step, 99), peers, Direction.MAXIMIZE)).isEqualTo(Verdict.CONTINUE);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothing_is_said_where_it_does_not_judge_nor_without_peers(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(2, STEPS));
        for (int step = 1; step <= STEPS; step++) {
            assertThat(pruner.judge(curve(step, 99), List.of(), Direction.MINIMIZE))
                    .isEqualTo(Verdict.CONTINUE);
            if (!pruner.judgesAt(step)) {
                assertThat(pruner.judge(curve(step, 99), peers(20), Direction.MINIMIZE))
                        .isEqualTo(Verdict.CONTINUE);
            }
        }
        assertThat(pruner.judgesAt(1)).isFalse();
        assertThat(pruner.judgesAt(STEPS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_hopeless_trial_is_stopped_and_told_why(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(1, STEPS));
        for (double hopeless : new double[] {99, Double.NaN}) {
            Verdict verdict = pruner.judge(curve(9, hopeless), peers(20), Direction.MINIMIZE);
            if (pruner.judgesAt(9)) {
                assertThat(verdict).isInstanceOf(Verdict.Stop.class);
                assertThat(((Verdict.Stop) verdict).why().numbers()).containsKeys("step", "value", "cutOff");
            }
        }
    }

    private static List<Curve> peers(int count) {
        List<Curve> peers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            peers.add(curve(STEPS, i));
        }
        peers.add(Curve.EMPTY);
        peers.add(curve(STEPS, Double.NaN));
        return peers;
    }

    private static Curve curve(int steps, double level) {
        int[] at = new int[steps];
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            at[i] = i + 1;
            values[i] = level;
        }
        return new Curve(at, values);
    }
}
