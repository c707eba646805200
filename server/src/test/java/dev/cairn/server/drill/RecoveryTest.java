package dev.cairn.server.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes until work goes on after one part was lost, and that it goes on with nothing lost. Times are printed, for a machine that does
 * nothing else; what is asserted of them leaves three times as long.
 */
@Tag("chaos")
class RecoveryTest {
    private static final int STEP_MILLIS = 100;
    private static final int SLACK = 3;

    private static final List<Path> FAKETIME = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    @TempDir
    Path folder;

    private Ground ground;

    @BeforeEach
    void open() throws IOException {
        ground = Ground.sharingClasses(folder);
        ground.migrate();
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void the_trial_of_a_killed_worker_steps_again_within_seconds() throws Exception {
        List<Member> workers = new ArrayList<>();
        String url = ground.start("server", "server", 1).url();
        for (int i = 0; i < 2; i++) {
            workers.add(ground.start("worker", "worker" + i, 2));
        }
        ground.dataset(url);
        List<Duration> waits = new ArrayList<>();
        // A trial is given up after five losses: four kills to each study.
        for (int study = 0; study < 4; study++) {
            String name = "kills-" + study;
            Watch watch = Watch.submitted(ground, url, Ground.spec(name, 2, 2, 1_500, STEP_MILLIS, ""));
            killWorkers(watch, workers, 4, waits);
            ground.post(url, "/studies/" + name + ":cancel", "application/json", "");
            watch.awaitRunning(0);
        }
        Collections.sort(waits);
        say("worker kill to the next attempt's first step: p50 %d ms, longest of %d: %d ms"
                .formatted(
                        waits.get(waits.size() / 2).toMillis(),
                        waits.size(),
                        waits.get(waits.size() - 1).toMillis()));
        assertThat(waits.get(waits.size() / 2)).isLessThan(Duration.ofSeconds(6 * SLACK));
        assertThat(waits.get(waits.size() - 1)).isLessThan(Duration.ofSeconds(10 * SLACK));
    }

    private void killWorkers(Watch watch, List<Member> workers, int kills, List<Duration> waits) {
        for (int kill = 0; kill < kills; kill++) {
            watch.awaitRunning(2);
            workers.forEach(Member::url);
            int victim = watch.runningOn(workers.get(0)).isEmpty() ? 1 : 0;
            int trial = watch.runningOn(workers.get(victim)).get(0);
            int attempt = Math.toIntExact(watch.number(
                    "SELECT attempt FROM trial WHERE study_id = '" + watch.study() + "' AND number = " + trial));
            watch.awaitStep(trial, attempt, 1);
            workers.get(victim).kill();
            waits.add(watch.awaitStep(trial, attempt + 1, 1));
            workers.set(victim, ground.start("worker", "worker" + victim, 2));
        }
    }

    @Test
    void workers_run_on_while_the_server_is_away() throws Exception {
        Member server = ground.start("server", "server", 1);
        ground.start("worker", "worker", 2);
        ground.dataset(server.url());
        Watch watch = Watch.submitted(ground, server.url(), Ground.spec("alone", 2, 2, 10_000, STEP_MILLIS, ""));
        watch.awaitRunning(2);
        for (int outage : new int[] {0, 20, 60}) {
            server.kill();
            Wait.pass(Duration.ofSeconds(outage));
            long begin = System.nanoTime();
            server = ground.start("server", "server", 1);
            String url = server.url();
            Wait.until(
                    "it is ready",
                    Duration.ofSeconds(60),
                    () -> ground.get(url, "/readyz").isPresent());
            Duration healthy = Duration.ofNanos(System.nanoTime() - begin);
            say("server away for %d s: healthy %d ms after its start".formatted(outage, healthy.toMillis()));
            assertThat(healthy).isLessThan(Duration.ofSeconds(6 * SLACK));
            assertThat(watch.lost()).as("attempts lost").isZero();
            assertThat(watch.number("SELECT count(*) FROM attempt WHERE state = 'RUNNING' AND number = 1"))
                    .isEqualTo(2);
        }
    }

    @Test
    void everything_killed_at_once_resumes_from_checkpoints() throws Exception {
        Member up = ground.start("up", "up", 2);
        ground.dataset(up.url());
        Watch watch = Watch.submitted(ground, up.url(), Ground.spec("whole", 2, 2, 120, STEP_MILLIS, ""));
        Wait.until(
                "both have a checkpoint",
                Duration.ofMinutes(2),
                () -> watch.number("SELECT count(DISTINCT trial) FROM checkpoint") == 2);
        up.kill();
        ground.start("up", "up", 2).url();
        watch.awaitEnd();

        assertThat(watch.audit(2, 120)).isEmpty();
        long resumed = watch.number("SELECT min(step) FROM measurement WHERE attempt = 2");
        assertThat(resumed).as("first step of the second attempts").isGreaterThan(20);
        say("everything killed at once: the first step of the second attempts is " + resumed + " of 120");
    }

    @Test
    void the_server_is_healthy_soon_after_postgresql_was_killed() throws Exception {
        Member server = ground.start("server", "server", 1);
        ground.start("worker", "worker", 2);
        String url = server.url();
        ground.dataset(url);
        Watch watch = Watch.submitted(ground, url, Ground.spec("dead-db", 40, 2, 10, STEP_MILLIS, ""));
        for (int kill = 0; kill < 5; kill++) {
            watch.awaitRunning(2);
            Member.signal("KILL", ground.postgres.pid());
            Wait.pass(Duration.ofMillis(100));
            ground.awaitPostgres();
            Duration healthy = Wait.until(
                    "it is ready",
                    Duration.ofSeconds(60),
                    () -> ground.get(url, "/readyz").isPresent());
            say("PostgreSQL killed: server healthy %d ms after it accepts again".formatted(healthy.toMillis()));
            assertThat(healthy).isLessThan(Duration.ofSeconds(5 * SLACK));
        }
        watch.awaitEnd();
        assertThat(watch.audit(40, 10)).isEmpty();
        assertThat(watch.lost()).as("attempts lost").isZero();
    }

    @Test
    void a_worker_that_is_cut_off_for_less_than_its_lease_loses_nothing() throws Exception {
        cutOff(Duration.ofMillis(2_500), false);
    }

    @Test
    void a_worker_that_is_cut_off_for_long_loses_its_trial_and_writes_nothing_more() throws Exception {
        cutOff(Duration.ofSeconds(30), true);
    }

    private void cutOff(Duration time, boolean lost) throws Exception {
        try (Cut cut = new Cut(ground.settings.port())) {
            String url = ground.start("server", "server", 1).url();
            ground.dataset(url);
            Member far =
                    ground.start("worker", "far", 1, List.of(), Map.of("CAIRN_DB_PORT", Integer.toString(cut.port())));
            far.url();
            Watch watch = Watch.submitted(ground, url, Ground.spec("cut", 1, 1, 150, STEP_MILLIS, ""));
            watch.awaitStep(1, 1, 5);
            ground.start("worker", "near", 1).url();
            cut.cut();
            Wait.pass(time);
            cut.mend();
            watch.awaitEnd();
            Wait.pass(Duration.ofSeconds(2));

            assertThat(watch.lost()).as("attempts lost").isEqualTo(lost ? 1L : 0L);
            assertThat(watch.audit(1, 150)).isEmpty();
            assertThat(watch.number("SELECT count(DISTINCT step) FROM measurement"))
                    .isEqualTo(150);
            say("a worker cut off for %d ms: %d attempts lost, %d attempts in all, no stale write"
                    .formatted(time.toMillis(), watch.lost(), watch.number("SELECT count(*) FROM attempt")));
        }
    }

    @Test
    void nobody_loses_anything_when_the_database_is_away_for_everyone() throws Exception {
        try (Cut cut = new Cut(ground.settings.port())) {
            Map<String, String> through = Map.of("CAIRN_DB_PORT", Integer.toString(cut.port()));
            String url = ground.start("server", "server", 1, List.of(), through).url();
            ground.dataset(url);
            for (int i = 0; i < 2; i++) {
                ground.start("worker", "worker" + i, 2, List.of(), through).url();
            }
            Watch watch = Watch.submitted(ground, url, Ground.spec("away", 4, 4, 500, STEP_MILLIS, ""));
            watch.awaitRunning(4);
            cut.cut();
            Wait.pass(Duration.ofSeconds(30));
            cut.mend();
            watch.awaitEnd();

            assertThat(watch.lost()).isZero();
            assertThat(watch.audit(4, 500)).isEmpty();
            say("the database away for everyone for 30 s: 0 attempts of 4 lost");
        }
    }

    @Test
    void clocks_that_are_minutes_off_take_nothing_over() throws Exception {
        Optional<Path> library = FAKETIME.stream().filter(Files::exists).findFirst();
        Assumptions.assumeTrue(library.isPresent(), "faketime is not installed (Debian: apt install faketime)");
        String url = ground.start("server", "server", 1).url();
        ground.dataset(url);
        for (String off : List.of("+10m", "-10m")) {
            // Not through the command of that name, which stays between a process and who started it. Without the last,
            // all timed waits of a
            // JVM return at once and its threads spin, which no wrong clock does by itself.
            Map<String, String> clock = Map.of(
                    "LD_PRELOAD",
                    library.get().toString(),
                    "FAKETIME",
                    off,
                    "FAKETIME_DONT_FAKE_MONOTONIC",
                    "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX",
                    "0");
            ground.start("worker", "worker" + off, 2, List.of(), clock).url();
        }
        Watch watch = Watch.submitted(ground, url, Ground.spec("clocks", 40, 4, 10, STEP_MILLIS, ""));
        Duration time = watch.awaitEnd();

        assertThat(watch.lost()).isZero();
        assertThat(watch.audit(40, 10)).isEmpty();
        assertThat(watch.number("SELECT count(DISTINCT worker_id) FROM attempt"))
                .as("workers that took trials")
                .isEqualTo(2);
        say("clocks of two workers ten minutes ahead and behind: 0 of 40 trials taken over, all over in %d ms"
                .formatted(time.toMillis()));
    }

    @Test
    void a_study_is_paused_and_its_worker_drains_within_seconds() throws Exception {
        Member server = ground.start("server", "server", 1);
        Member worker = ground.start("worker", "worker", 2);
        String url = server.url();
        ground.dataset(url);
        Watch watch = Watch.submitted(ground, url, Ground.spec("pauses", 2, 2, 10_000, STEP_MILLIS, ""));
        List<Duration> waits = new ArrayList<>();
        for (int pause = 0; pause < 12; pause++) {
            watch.awaitRunning(2);
            watch.awaitStep(1, pause + 1, 1);
            long begin = System.nanoTime();
            ground.post(url, "/studies/pauses:pause", "application/json", "");
            watch.awaitRunning(0);
            waits.add(Duration.ofNanos(System.nanoTime() - begin));
            ground.post(url, "/studies/pauses:resume", "application/json", "");
        }
        watch.awaitRunning(2);
        Duration drained = worker.terminate(Duration.ofSeconds(20 * SLACK));
        Collections.sort(waits);
        say("pause effective after p50 %d ms, longest of %d: %d ms; SIGTERM drained in %d ms"
                .formatted(
                        waits.get(waits.size() / 2).toMillis(),
                        waits.size(),
                        waits.get(waits.size() - 1).toMillis(),
                        drained.toMillis()));
        assertThat(waits.get(waits.size() - 1)).isLessThan(Duration.ofSeconds(2 * SLACK));
        assertThat(watch.number("SELECT count(*) FROM attempt WHERE state IN ('LOST', 'FAILED', 'RUNNING')"))
                .isZero();
    }

    private static void say(String line) {
        System.out.println("RECOVERY " + line);
    }
}
