package dev.cairn.server.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes die all the time, and no result is lost, doubled or wrong. */
class ChaosTest {
    @TempDir
    Path folder;

    @Test
    void twenty_faults_lose_and_double_nothing() throws Exception {
        List<Fault> faults = Fault.shuffled(7, 3, 4, 3, 3, 1);

        assertThat(Chaos.run(new Chaos.Plan(200, 3, 20, 2, 2, faults, 1, Duration.ofMinutes(6)), folder, true))
                .isEmpty();
    }

    @Test
    void without_the_fence_the_audit_finds_what_zombies_wrote() throws Exception {
        List<Fault> faults = Fault.shuffled(0, 0, 0, 0, 3, 1);

        assertThat(Chaos.run(new Chaos.Plan(24, 10, 120, 2, 2, faults, 1, Duration.ofMinutes(3)), folder, false))
                .anyMatch(fault -> fault.contains("acknowledged"));
    }

    @Test
    @Tag("chaos")
    void two_hundred_faults_lose_and_double_nothing() throws Exception {
        List<Fault> faults = Fault.shuffled(120, 30, 15, 15, 20, 2);

        assertThat(Chaos.run(
                        new Chaos.Plan(10_000, 2, 5, 3, 2, faults, 2, Duration.ofMinutes(30)),
                        Ground.sharingClasses(folder)))
                .isEmpty();
    }
}
