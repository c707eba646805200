package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StoppingReportTest {
    @Test
    void without_a_control_there_is_no_estimate() {
        StoppingReport report = StoppingReport.of(30, List.of(), 0.1);
        assertThat(report.chance()).isEmpty();
        assertThat(report.regret()).isEmpty();
    }

    @Test
    void controls_that_all_fell_behind_leave_a_chance_that_shrinks_with_their_number() {
        StoppingReport few = StoppingReport.of(100, List.of(0.3, 0.4), 0.1);
        StoppingReport many = StoppingReport.of(
                1000, IntStream.range(0, 20).mapToObj(i -> 0.2 + i / 100.0).toList(), 0.1);
        assertThat(few.regret().orElseThrow().value()).isZero();
        assertThat(few.regret().orElseThrow().high()).isPositive();
        // Clopper and Pearson for 0 of n: 1 - 0.025^(1/n).
        assertThat(few.chance().orElseThrow().high()).isCloseTo(1 - Math.pow(0.025, 1 / 2.0), within(1e-9));
        assertThat(many.chance().orElseThrow().high()).isCloseTo(1 - Math.pow(0.025, 1 / 20.0), within(1e-9));
    }

    @Test
    void a_control_that_beat_the_best_is_regret() {
        StoppingReport report = StoppingReport.of(50, List.of(0.05, 0.3, 0.4, 0.5), 0.1);
        assertThat(report.beaten()).isEqualTo(1);
        assertThat(report.regret().orElseThrow().value()).isCloseTo(0.0125, within(1e-12));
        assertThat(report.chance().orElseThrow().value()).isEqualTo(0.25);
    }

    @Test
    void the_control_group_has_about_its_share_and_is_the_same_for_the_same_seed() {
        ControlGroup group = new ControlGroup(ControlGroup.USUAL_SHARE, 7);
        long members = IntStream.range(0, 10_000).filter(group::has).count();
        // 300 expected with a deviation of 17: outside of 5 deviations once in a million runs.
        assertThat(members).isBetween(215L, 385L);
        assertThat(IntStream.range(0, 100).mapToObj(group::has).toList())
                .isEqualTo(IntStream.range(0, 100)
                        .mapToObj(new ControlGroup(ControlGroup.USUAL_SHARE, 7)::has)
                        .toList());
    }
}
