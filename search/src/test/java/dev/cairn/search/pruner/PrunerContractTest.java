package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pruner of the registry. */
final class PrunerContractTest {
    private static final int STEPS = 27;

    /** They look at the trial alone. */
    private static final Set<String> NEED_NO_PEERS = Set.of("auto", "patience", "threshold");

    /** Three folds that agree are enough for the paired test, which rules without folds ignore. */
    private static final int FOLDS = 3;

    static List<String> names() {
        return List.copyOf(Pruners.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_best_trial_is_never_stopped(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(1, STEPS));
        for (int step = 1; step <= STEPS; step++) {
            assertThat(pruner.judge(contender(99, step, 0.01, -1e-5), peers(20), Direction.MINIMIZE))
                    .isEqualTo(Verdict.CONTINUE);
            assertThat(pruner.judge(contender(99, step, 99, 1e-5), peers(20), Direction.MAXIMIZE))
                    .isEqualTo(Verdict.CONTINUE);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothing_is_said_where_it_does_not_judge_nor_without_peers(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(2, STEPS));
        for (int step = 1; step <= STEPS; step++) {
            if (!NEED_NO_PEERS.contains(name)) {
                assertThat(pruner.judge(contender(99, step, 99, 0), List.of(), Direction.MINIMIZE))
                        .isEqualTo(Verdict.CONTINUE);
            }
            if (!pruner.judgesAt(step)) {
                assertThat(pruner.judge(contender(99, step, 99, 0), peers(20), Direction.MINIMIZE))
                        .isEqualTo(Verdict.CONTINUE);
            }
        }
        assertThat(pruner.judgesAt(STEPS)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_hopeless_trial_is_stopped_or_waits_and_is_told_why(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(1, STEPS));
        double[] levels = name.equals("threshold") ? new double[] {Double.NaN} : new double[] {99, Double.NaN};
        for (double hopeless : levels) {
            Verdict verdict = pruner.judge(contender(3, 9, hopeless, 0), peers(20), Direction.MINIMIZE);
            if (pruner.judgesAt(9)) {
                assertThat(verdict).isInstanceOf(pruner.pauses() ? Verdict.Pause.class : Verdict.Stop.class);
                assertThat(Verdicts.why(verdict).numbers()).containsKeys("step", "value", "cutOff");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void who_pauses_also_promotes_the_best_of_the_waiting(String name) {
        Pruner pruner = Pruners.named(name, new PrunerOptions(1, STEPS));
        List<Contender> waiting = List.of(contender(40, 1, 50, 0), contender(41, 1, 0.01, 0), contender(42, 1, 60, 0));
        List<Integer> promoted = pruner.promotion(waiting, peers(20), Direction.MINIMIZE).stream()
                .map(Promotion::trial)
                .toList();
        assertThat(promoted).isEqualTo(pruner.pauses() ? List.of(41) : List.of());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equal_arguments_give_equal_verdicts(String name) {
        for (int step = 1; step < STEPS; step++) {
            Verdict one = Pruners.named(name, new PrunerOptions(1, STEPS))
                    .judge(contender(7, step, 11, 0), peers(20), Direction.MINIMIZE);
            Verdict other = Pruners.named(name, new PrunerOptions(1, STEPS))
                    .judge(contender(7, step, 11, 0), peers(20), Direction.MINIMIZE);
            assertThat(one).isEqualTo(other);
        }
    }

    private static List<Contender> peers(int count) {
        List<Contender> peers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            peers.add(contender(100 + i, STEPS, i, 0));
        }
        peers.add(new Contender(130, Curve.EMPTY));
        peers.add(contender(131, STEPS, Double.NaN, 0));
        return peers;
    }

    private static Contender contender(int number, int steps, double level, double slope) {
        int[] at = new int[steps];
        Arrays.setAll(at, i -> i + 1);
        double[] values = new double[steps];
        Arrays.setAll(values, i -> level + slope * i);
        List<Curve> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            double shift = 1e-3 * fold * (1 + number % 3);
            folds.add(new Curve(at, Arrays.stream(values).map(v -> v + shift).toArray()));
        }
        return new Contender(number, new Curve(at, values), folds, List.of());
    }
}
