package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.server.trial.TrialLab.Ear;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialProcessTest {
    private static final Explanation WHY = new Explanation("median", "too low", Map.of("value", 0.5));

    private static final int MOST_TRIES = 20;

    private TrialLab lab;

    @BeforeAll
    void openLab(@TempDir Path home) throws IOException {
        lab = new TrialLab(home, TrialLab.config(home, Duration.ofSeconds(60), Duration.ofMillis(300)));
    }

    @AfterAll
    void closeLab() {
        lab.close();
    }

    private Ear run(TrialTask task) {
        Ear ear = new Ear();
        lab.lease().run(task, ear);
        return ear;
    }

    @Test
    void a_linear_model_is_scored_in_a_child() throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            process.run(lab.search("linear", Map.of(), TrialLimits.NONE, new TreeSet<>(), Optional.empty()), ear);
            TrialResult result = ((TrialEnd.Scored) ear.end()).result();
            assertThat(result.metrics().get("accuracy")).isGreaterThan(0.9);
            assertThat(result.perFold().get("accuracy")).hasSize(2);
            assertThat(ear.measurements)
                    .isNotEmpty()
                    .last()
                    .satisfies(last -> assertThat(last.step()).isEqualTo(result.steps()));
            PredictionsFile.Content predictions =
                    PredictionsFile.read(result.predictions().orElseThrow().path());
            assertThat(predictions.rows()).hasSize(80);
            assertThat(predictions.predictions().rows()).isEqualTo(80);
        }
    }

    @Test
    void the_sealed_rows_are_scored_in_a_child_of_their_own() throws Exception {
        Ear ear = new Ear();
        TrialProcess process = lab.pool.fresh(Device.CPU, HeapClass.DEFAULT);
        process.run(lab.last("linear"), ear);
        assertThat(ear.end()).isInstanceOfSatisfying(TrialEnd.FinalScored.class, end -> {
            assertThat(end.score().rows()).isEqualTo(40);
            assertThat(end.score().metrics().get("accuracy").value()).isGreaterThan(0.8);
        });
        process.close();
        TrialLab.eventually(() -> !process.alive());
    }

    @Test
    void a_child_is_used_again_after_a_failure_of_its_trial() throws Exception {
        TrialProcess process = lab.lease();
        Ear first = new Ear();
        process.run(lab.probe("throw"), first);
        assertThat(first.end()).isInstanceOfSatisfying(TrialEnd.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.CODE);
            assertThat(failed.message()).contains("a bug");
        });
        Ear second = new Ear();
        process.run(lab.probe("diverge"), second);
        assertThat(second.end()).isEqualTo(new TrialEnd.Failed(Kind.DIVERGED, "left the numbers"));
        process.close();
        try (TrialProcess again = lab.lease()) {
            assertThat(again.pid()).isEqualTo(process.pid());
        }
    }

    @Test
    void what_a_trial_prints_becomes_its_log() throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            process.run(lab.probe("print"), ear);
            assertThat(ear.end()).isInstanceOf(TrialEnd.Scored.class);
            assertThat(ear.lines).contains("to standard output", "to standard error");
        }
    }

    @Test
    void a_child_waits_at_a_rung_and_stops_there_when_told() throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            Map<String, ?> values = Map.of("does", "learn", "steps", 200);
            TrialRun run = process.run(
                    lab.search("probe", values, TrialLimits.NONE, new TreeSet<>(List.of(2)), Optional.empty()), ear);
            TrialLab.eventually(() -> ear.measurements.size() == 2);
            assertThat(ear.ends).isEmpty();
            run.verdict(2, new Verdict.Stop(WHY));
            assertThat(ear.end()).isInstanceOfSatisfying(TrialEnd.Scored.class, scored -> {
                assertThat(scored.result().stoppedByVerdict()).isTrue();
                assertThat(scored.result().steps()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_paused_trial_goes_on_from_its_checkpoint_in_another_child() throws Exception {
        Map<String, ?> values = Map.of("does", "learn", "steps", 5);
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            TrialRun run = process.run(
                    lab.search("probe", values, TrialLimits.NONE, new TreeSet<>(List.of(2)), Optional.empty()), ear);
            TrialLab.eventually(() -> ear.measurements.size() == 2);
            run.verdict(2, new Verdict.Pause(WHY));
            assertThat(ear.end()).isEqualTo(new TrialEnd.Stopped());
        }
        SavedCheckpoint checkpoint = ear.checkpoints.remove();
        assertThat(checkpoint.step()).isEqualTo(2);
        assertThat(CheckpointFile.read(checkpoint.path()).trainer()).isEqualTo("probe");
        Ear later = new Ear();
        try (TrialProcess process = lab.pool.fresh(Device.CPU, HeapClass.DEFAULT)) {
            process.run(
                    lab.search("probe", values, TrialLimits.NONE, new TreeSet<>(), Optional.of(checkpoint.path())),
                    later);
            assertThat(later.end()).isInstanceOf(TrialEnd.Scored.class);
            assertThat(later.firstMeasurement().step()).isEqualTo(3);
        }
    }

    @Test
    void a_cancelled_trial_ends_and_its_child_is_replaced() throws Exception {
        TrialProcess process = lab.lease();
        Ear ear = new Ear();
        TrialRun run = process.run(lab.probe("wait"), ear);
        ear.firstMeasurement();
        run.cancel();
        assertThat(ear.end()).isEqualTo(new TrialEnd.Cancelled());
        process.close();
        TrialLab.eventually(() -> !process.alive());
    }

    @Test
    void a_trial_that_does_not_listen_is_killed_after_the_grace() throws Exception {
        TrialProcess process = lab.lease();
        Ear ear = new Ear();
        TrialRun run = process.run(lab.probe("deaf"), ear);
        ear.firstMeasurement();
        run.cancel();
        assertThat(ear.end()).isEqualTo(new TrialEnd.Cancelled());
        assertThat(process.alive()).isFalse();
    }

    @Test
    void a_trial_that_is_to_end_while_its_child_starts_ends_at_once_and_leaves_the_child_to_the_next()
            throws Exception {
        Ear next = new Ear();
        // A thread may sleep between two lines for longer than a child needs to start; it does not do so each time.
        for (int i = 0; i < MOST_TRIES && next.lines.isEmpty(); i++) {
            try (TrialProcess starting = lab.pool.fresh(Device.CPU, HeapClass.DEFAULT)) {
                Ear ear = new Ear();
                starting.run(lab.probe("deaf"), ear).stop();
                if (!ear.ends.isEmpty()) {
                    assertThat(ear.end()).isEqualTo(new TrialEnd.Stopped());
                    starting.run(lab.probe("print"), next);
                    assertThat(next.end()).isInstanceOf(TrialEnd.Scored.class);
                }
            }
        }
        assertThat(next.lines).contains("to standard output");
    }

    @Test
    void a_child_killed_from_outside_is_reported_as_a_loss() throws Exception {
        TrialProcess process = lab.lease();
        Ear ear = new Ear();
        TrialRun run = process.run(lab.probe("deaf"), ear);
        ear.firstMeasurement();
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        assertThat(ear.end())
                .isInstanceOfSatisfying(
                        TrialEnd.Died.class, died -> assertThat(died.exitCode()).isEqualTo(128 + 9));
        assertThat(run.end().get()).isInstanceOf(TrialEnd.Died.class);
    }

    @Test
    void an_interrupt_from_the_terminal_leaves_a_trial_to_its_parent() throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            Map<String, ?> values = Map.of("does", "learn", "steps", 5);
            TrialRun run = process.run(
                    lab.search("probe", values, TrialLimits.NONE, new TreeSet<>(List.of(2)), Optional.empty()), ear);
            TrialLab.eventually(() -> ear.measurements.size() == 2);
            String kill = "kill -INT " + process.pid();
            assertThat(new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor())
                    .isZero();
            run.verdict(2, new Verdict.Continue());
            assertThat(ear.end()).isInstanceOf(TrialEnd.Scored.class);
        }
    }

    @Test
    void a_full_heap_is_reported_as_out_of_memory() throws Exception {
        assertThat(run(lab.probe("heap")).end())
                .isEqualTo(new TrialEnd.Failed(Kind.OUT_OF_MEMORY, "the Java heap was too small"));
    }

    @Test
    void native_memory_beyond_the_limit_is_reported_as_out_of_memory() throws Exception {
        assertThat(run(lab.probe("native", TrialLab.memory(160))).end())
                .isInstanceOfSatisfying(TrialEnd.Failed.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
                    assertThat(failed.message()).endsWith("passed the limit of 160 MiB");
                });
    }

    @Test
    void a_trial_that_runs_too_long_is_reported_as_out_of_time() throws Exception {
        assertThat(run(lab.probe("deaf", TrialLab.wall(Duration.ofMillis(600)))).end())
                .isInstanceOfSatisfying(
                        TrialEnd.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.TIME_OUT));
    }

    @Test
    void a_perceptron_trains_in_a_child_within_400_mebibytes() throws Exception {
        Ear ear = new Ear();
        TrialPoolConfig shared = new TrialPoolConfig(
                Path.of(System.getProperty("user.home"), ".djl.ai"),
                lab.home.resolve("work"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                0);
        try (TrialPool pool = new TrialPool(shared);
                TrialProcess process = pool.lease(Device.CPU, HeapClass.DEFAULT)) {
            Map<String, ?> values = Map.of("units", 128, "layers", 3, "epochs", 5);
            process.run(lab.search("mlp", values, TrialLab.memory(400), new TreeSet<>(), Optional.empty()), ear);
            assertThat(ear.end()).isInstanceOf(TrialEnd.Scored.class);
            assertThat(ear.lines)
                    .as("what the trainer says, and nothing that a library prints")
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("mlp ") || line.startsWith("fold ") || line.startsWith("ended "));
        }
    }
}
