package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void a_running_study_shows_counts_best_and_the_time_left() {
        ProgressLine line = new ProgressLine(
                124,
                200,
                OptionalDouble.of(0.92813),
                OptionalInt.of(97),
                31,
                0,
                4,
                Duration.ofMinutes(62),
                Optional.empty());
        assertThat(line.text(true))
                .isEqualTo("▕██████████████▉         ▏ 124/200  best 0.9281 (#97)  31 stopped  4 running  eta 38m");
    }

    @Test
    void without_unicode_the_bar_is_ascii() {
        ProgressLine line = new ProgressLine(
                12, 24, OptionalDouble.empty(), OptionalInt.empty(), 0, 2, 0, Duration.ofSeconds(24), Optional.empty());
        assertThat(line.text(false)).isEqualTo("[############            ] 12/24  2 failed  eta 24s");
    }

    @Test
    void an_ended_study_fills_the_bar_and_promises_nothing() {
        ProgressLine line = new ProgressLine(
                3, 3, OptionalDouble.of(54.81), OptionalInt.of(2), 0, 0, 0, Duration.ofSeconds(9), Optional.empty());
        assertThat(line.text(true)).isEqualTo("▕████████████████████████▏ 3/3  best 54.81 (#2)");
    }

    @Test
    void a_study_that_the_clock_ends_shows_its_time() {
        ProgressLine line = new ProgressLine(
                12,
                100_000,
                OptionalDouble.of(0.92813),
                OptionalInt.of(7),
                0,
                0,
                2,
                Duration.ofSeconds(30),
                Optional.of(Duration.ofSeconds(60)));
        assertThat(line.text(false))
                .isEqualTo("[############            ] 30s of 60s  12 trials  best 0.9281 (#7)  2 running  eta 30s");
    }
}
