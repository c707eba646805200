package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AshaPrunerTest {
    private final Pruner asha = Pruners.named("asha", new PrunerOptions(2, 60));

    @Test
    void rungs_are_powers_of_the_reduction_below_the_end() {
        assertThat(IntStream.rangeClosed(1, 100).filter(asha::judgesAt)).containsExactly(2, 6, 18, 54);
    }

    @Test
    void one_in_three_goes_on_at_a_rung() {
        List<Contender> peers = new ArrayList<>();
        int kept = 0;
        for (int i = 1; i <= 30; i++) {
            Contender trial = at(i, (i * 7 % 30) / 30.0);
            kept += asha.judge(trial, peers, Direction.MINIMIZE) instanceof Verdict.Continue ? 1 : 0;
            peers.add(trial);
        }
        assertThat(kept).isBetween(8, 16);
    }

    @Test
    void of_the_first_few_the_best_goes_on() {
        Contender first = at(1, 0.2);
        assertThat(asha.judge(first, List.of(), Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
        assertThat(asha.judge(at(2, 0.3), List.of(first), Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
        assertThat(asha.judge(at(3, 0.1), List.of(first), Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void the_default_rule_lets_the_best_of_the_latest_go_on() {
        Pruner auto = Pruners.named("auto", new PrunerOptions(2, 60));
        List<Contender> peers = new ArrayList<>();
        for (int i = 1; i <= 99; i++) {
            peers.add(at(i, i));
        }
        assertThat(auto.judge(at(100, 64.5), peers, Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
        assertThat(auto.judge(at(100, 74.5), peers, Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
        assertThat(asha.judge(at(100, 64.5), peers, Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
    }

    @Test
    void an_early_mistake_is_made_good_by_a_promotion() {
        Pruner promoting = Pruners.named("ashaPromotion", new PrunerOptions(2, 60));
        List<Contender> better = List.of(at(1, 0.1), at(2, 0.2));
        Contender unlucky = at(3, 0.3);
        assertThat(promoting.judge(unlucky, better, Direction.MINIMIZE)).isInstanceOf(Verdict.Pause.class);

        List<Contender> others = new ArrayList<>(better);
        for (int i = 4; i <= 9; i++) {
            others.add(at(i, 1 + i));
        }
        Promotion promotion = promoting
                .promotion(List.of(unlucky), others, Direction.MINIMIZE)
                .orElseThrow();
        assertThat(promotion.trial()).isEqualTo(3);
        assertThat(promotion.why().reason())
                .isEqualTo("Rank 3 of 9 at step 2; the best 3 go on: this one is promoted.");
    }

    @Test
    void hyperband_lets_some_trials_pass_the_first_rung_unjudged() {
        Pruner hyperband = Pruners.named("hyperband", new PrunerOptions(2, 60));
        List<Contender> peers =
                IntStream.rangeClosed(1, 300).mapToObj(i -> at(i, i / 300.0)).toList();
        long passed = IntStream.rangeClosed(301, 600)
                .filter(i -> hyperband.judge(at(i, 99), peers, Direction.MINIMIZE) instanceof Verdict.Continue)
                .count();
        // 81 : 34 : 15 : 8 : 5 over five brackets: 43 % are not in the first. 300 draws leave that by 0.12 once in 10^4
        // runs.
        assertThat(passed / 300.0).isBetween(0.31, 0.55);
    }

    private static Contender at(int number, double loss) {
        return new Contender(number, new Curve(new int[] {1, 2}, new double[] {100, loss}));
    }
}
