package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AshaPrunerTest {
    private final Pruner asha = Pruners.named("asha", new PrunerOptions(2, 60, 3));

    @Test
    void rungs_are_powers_of_the_reduction_below_the_end() {
        assertThat(IntStream.rangeClosed(1, 100).filter(asha::judgesAt)).containsExactly(2, 6, 18, 54);
    }

    @Test
    void one_in_three_goes_on_at_a_rung() {
        List<Curve> peers = new ArrayList<>();
        int kept = 0;
        for (int i = 1; i <= 30; i++) {
            double loss = (i * 7 % 30) / 30.0;
            Curve curve = new Curve(new int[] {1, 2}, new double[] {1, loss});
            kept += asha.judge(curve, peers, Direction.MINIMIZE) instanceof Verdict.Continue ? 1 : 0;
            peers.add(curve);
        }
        assertThat(kept).isBetween(8, 16);
    }
}
