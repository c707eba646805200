package dev.cairn.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerTest {
    @Test
    void a_round_that_fails_is_not_the_last() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        Timer timer = Timer.every(Duration.ofMillis(1), "failing", () -> {
            rounds.countDown();
            throw new IllegalStateException("the database is away");
        });

        assertThat(rounds.await(60, TimeUnit.SECONDS)).isTrue();
        timer.close();
    }
}
