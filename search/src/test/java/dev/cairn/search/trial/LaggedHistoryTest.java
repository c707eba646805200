package dev.cairn.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaggedHistoryTest {
    private static final List<Direction> UP = List.of(Direction.MAXIMIZE);
    private static final List<String> ARMS = List.of("start", "gp", "gp", "branch", "gp");
    private final LaggedHistory lagged = new LaggedHistory(2);

    @Test
    void a_trial_sees_the_same_however_far_the_later_ones_are() {
        History early = lagged.seenBy(4, UP, List.of(done(1), done(2), pending(3)), ARMS);
        History late = lagged.seenBy(4, UP, List.of(done(1), done(2), done(3), done(4), done(5)), ARMS);

        assertThat(late).isEqualTo(early);
        assertThat(late.arm(3)).isEqualTo("gp");
        assertThat(late.arm(4)).isEmpty();
        assertThat(late.completed()).extracting(Trial::number).containsExactly(1, 2);
        assertThat(late.pending()).extracting(Trial::number).containsExactly(3);
    }

    @Test
    void a_trial_waits_for_those_it_must_know_and_for_no_other() {
        assertThat(lagged.ready(4, List.of(done(1), pending(2), done(3)))).isFalse();
        assertThat(lagged.ready(4, List.of(done(1), done(2), pending(3)))).isTrue();
        assertThat(lagged.ready(1, List.of())).isTrue();
    }

    private static Trial done(int number) {
        return new CompletedTrial(number, values(number), 0.5);
    }

    private static Trial pending(int number) {
        return new PendingTrial(number, values(number));
    }

    private static Values values(int number) {
        return Values.of(Map.of("lr", (double) number));
    }
}
