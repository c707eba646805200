package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.config.InvalidConfig;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialProcessFailure;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.server.wire.Json;
import dev.cairn.server.worker.Slot;
import dev.cairn.server.worker.TrialRunner;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as trials, with small shell scripts in the place of training code. */
class ProgramTrialsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private ProgramTrials trials;
    private final Heard heard = new Heard();

    private static final class Heard implements TrialListener {
        final List<Measurement> measurements = new ArrayList<>();
        final List<SavedCheckpoint> checkpoints = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        final CompletableFuture<Integer> firstStep = new CompletableFuture<>();
        final CompletableFuture<TrialEnd> end = new CompletableFuture<>();

        @Override
        public void measurement(Measurement measurement) {
            measurements.add(measurement);
            firstStep.complete(measurement.step());
        }

        @Override
        public void checkpoint(SavedCheckpoint checkpoint) {
            checkpoints.add(checkpoint);
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }

        @Override
        public void ended(TrialEnd how) {
            end.complete(how);
        }

        TrialEnd end() throws Exception {
            return end.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void close() {
        if (trials != null) {
            trials.close();
        }
    }

    private TrialRun run(String script, TrialLimits limits, Optional<Path> resumeFrom, Integer... rungs)
            throws IOException {
        Files.writeString(home.resolve("train.sh"), script);
        Files.writeString(home.resolve("programs.yaml"), "own:\n  command: [/bin/sh, train.sh, --fixed]\n");
        trials = new ProgramTrials(new NoOthers(), ProgramsFile.read(home), Duration.ofSeconds(2));
        Path scratch = Files.createDirectory(home.resolve("scratch"));
        Path frame = sealed ? sealedFrame() : frame();
        TrainJob job = new TrainJob(
                frame,
                "program:own",
                new Values(Map.of("lr", new Value.Num(0.25))),
                Objective.of(Metric.ACCURACY),
                new Validation.Holdout(0.2, true),
                new Fidelity(9),
                7,
                3,
                Device.CPU,
                resumeFrom);
        TrialTask task = new TrialTask.Search(job, scratch, limits, new TreeSet<>(Set.of(rungs)), LONG);
        return trials.start(Slot.cpu("cpu", "cpu-0"), task, heard);
    }

    private TrialRun run(String script, Integer... rungs) throws IOException {
        return run(script, TrialLimits.NONE, Optional.empty(), rungs);
    }

    private static final class NoOthers implements TrialRunner {
        @Override
        public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
            throw new AssertionError("only programs run here");
        }

        @Override
        public void close() {}
    }

    private boolean sealed;

    private Path frame() throws IOException {
        return frame("rows.frame", false);
    }

    private Path sealedFrame() throws IOException {
        return frame("sealed.frame", true);
    }

    private Path frame(String name, boolean sealed) throws IOException {
        FrameSchema schema = new FrameSchema(
                List.of(FrameSchema.Feature.numeric("a, b"), FrameSchema.Feature.categorical("colour", List.of("red"))),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.empty());
        Path file = home.resolve(name);
        try (FrameWriter writer = sealed ? FrameFile.sealedWriter(file, schema) : FrameFile.writer(file, schema)) {
            for (int row = 0; row < 4; row++) {
                writer.group(row);
                writer.numeric(0, row == 1 ? Float.NaN : row).category(1, row == 2 ? null : "red");
                writer.label(row < 2 ? "left" : "right").endRow();
            }
            writer.finish();
        }
        return file;
    }

    private static String report(int step, double accuracy) {
        return "echo '{\"type\":\"report\",\"step\":%d,\"metrics\":{\"accuracy\":%s}}'; read verdict%n"
                .formatted(step, accuracy);
    }

    @Test
    void a_program_is_told_its_values_seed_data_and_folder_and_scores_what_it_reports() throws Exception {
        run(report(1, 0.5) + "echo \"$1 $verdict\"; cp \"$CAIRN_JOB\" kept.json; cp scratch/train.csv .\n"
                + report(2, 0.75));
        TrialEnd.Scored scored = (TrialEnd.Scored) heard.end();
        assertThat(scored.result().metrics()).containsEntry("accuracy", 0.75);
        assertThat(scored.result().steps()).isEqualTo(2);
        assertThat(scored.result().stoppedByVerdict()).isFalse();
        assertThat(heard.measurements).extracting(Measurement::step).containsExactly(1, 2);
        assertThat(heard.lines).containsExactly("--fixed {\"step\":1,\"verdict\":\"continue\"}");
        JsonNode job = Json.mapper().readTree(home.resolve("kept.json").toFile());
        assertThat(job.at("/values/lr").asDouble()).isEqualTo(0.25);
        assertThat(job.path("seed").asInt()).isEqualTo(7);
        assertThat(job.path("maxSteps").asInt()).isEqualTo(9);
        assertThat(job.at("/metric/direction").asText()).isEqualTo("maximize");
        assertThat(Files.readAllLines(home.resolve("train.csv")))
                .containsExactly("\"a, b\",colour,side", "0.0,red,left", ",red,left", "2.0,,right", "3.0,red,right");
    }

    @Test
    void sealed_rows_are_given_to_no_program() throws Exception {
        sealed = true;
        assertThatThrownBy(() -> run("cp scratch/train.csv taken.csv\n")).hasStackTraceContaining("holds sealed rows");
        assertThat(home.resolve("taken.csv")).doesNotExist();
        assertThat(home.resolve("scratch").resolve("train.csv")).doesNotExist();
    }

    @Test
    void a_verdict_stops_it_and_the_last_report_counts_as_stopped_early() throws Exception {
        TrialRun run = run(report(1, 0.5) + "echo \"$verdict\"; exit 0\n", 1);
        assertThat(heard.firstStep.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        run.verdict(1, new Verdict.Stop(new Explanation("test", "far behind", Map.of())));
        TrialEnd.Scored scored = (TrialEnd.Scored) heard.end();
        assertThat(scored.result().stoppedByVerdict()).isTrue();
        assertThat(heard.lines.get(0)).contains("stop");
    }

    @Test
    void a_checkpoint_is_kept_as_it_was_and_given_to_the_next_attempt() throws Exception {
        String save = "echo weights-1 > scratch/checkpoints/model;"
                + " echo '{\"type\":\"checkpoint\",\"step\":1,\"file\":\"model\"}'; ";
        run(save + report(1, 0.5) + "echo changed > scratch/checkpoints/model\n");
        heard.end();
        assertThat(heard.checkpoints).hasSize(1);
        assertThat(Files.readString(heard.checkpoints.get(0).path())).isEqualTo("weights-1\n");
    }

    @Test
    void an_attempt_resumes_from_the_checkpoint_of_the_one_before() throws Exception {
        Path before = Files.writeString(home.resolve("before"), "weights-1");
        run("cat scratch/checkpoints/resume; echo; " + report(2, 0.9), TrialLimits.NONE, Optional.of(before));
        assertThat(heard.end()).isInstanceOf(TrialEnd.Scored.class);
        assertThat(heard.lines).contains("weights-1");
    }

    @Test
    void a_file_outside_the_folder_is_no_checkpoint() throws Exception {
        run("echo '{\"type\":\"checkpoint\",\"step\":1,\"file\":\"../../train.sh\"}'; " + report(1, 0.5));
        heard.end();
        assertThat(heard.checkpoints).isEmpty();
        assertThat(heard.lines.get(0)).contains("not kept");
    }

    @Test
    void a_program_that_fails_says_why() throws Exception {
        run("echo 'no such column' >&2; exit 4\n");
        TrialEnd.Failed failed = (TrialEnd.Failed) heard.end();
        assertThat(failed.kind()).isEqualTo(TrainingFailure.Kind.CODE);
        assertThat(failed.message()).contains("status 4").contains("no such column");
    }

    @Test
    void a_program_that_found_its_gpu_full_is_known_by_its_last_words() throws Exception {
        run("echo 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB' >&2; exit 1\n");
        assertThat(((TrialEnd.Failed) heard.end()).kind()).isEqualTo(TrainingFailure.Kind.GPU_OUT_OF_MEMORY);
    }

    @Test
    void what_it_calls_its_failure_decides_whether_it_is_tried_again() throws Exception {
        run("echo '{\"type\":\"failed\",\"kind\":\"data\",\"message\":\"one class only\"}'; exit 1\n");
        assertThat(heard.end()).isEqualTo(new TrialEnd.Failed(TrainingFailure.Kind.DATA, "one class only"));
    }

    @Test
    void a_metric_that_is_no_number_is_divergence() throws Exception {
        run("echo '{\"type\":\"report\",\"step\":1,\"metrics\":{\"accuracy\":null}}'; sleep 100\n");
        assertThat(((TrialEnd.Failed) heard.end()).kind()).isEqualTo(TrainingFailure.Kind.DIVERGED);
    }

    @Test
    void a_cancelled_program_ends_with_all_that_it_started() throws Exception {
        TrialRun run = run(report(1, 0.5) + "sleep 100 & echo $!; wait\n");
        heard.firstStep.get(LONG.toSeconds(), TimeUnit.SECONDS);
        run.cancel();
        assertThat(heard.end()).isInstanceOf(TrialEnd.Cancelled.class);
    }

    @Test
    void what_a_program_leaves_behind_does_not_hold_its_end() throws Exception {
        run(report(1, 0.5) + "(sleep 100) & exit 0\n");
        assertThat(heard.end()).isInstanceOf(TrialEnd.Scored.class);
    }

    @Test
    void a_program_that_runs_too_long_is_out_of_time() throws Exception {
        run(
                "sleep 100\n",
                new TrialLimits(OptionalLong.empty(), Optional.of(Duration.ofMillis(300))),
                Optional.empty());
        assertThat(((TrialEnd.Failed) heard.end()).kind()).isEqualTo(TrainingFailure.Kind.TIME_OUT);
    }

    @Test
    void it_sees_only_the_variables_it_was_promised() throws Exception {
        run("env | cut -d= -f1 | sort | tr '\\n' ' '; echo; " + report(1, 0.5));
        heard.end();
        assertThat(heard.lines.get(0).split(" ")).contains("CAIRN_JOB", "PATH").doesNotContain("HOME", "USER");
    }

    @Test
    void an_undeclared_program_is_named_with_those_there_are() throws Exception {
        run(report(1, 0.5));
        heard.end();
        ProgramTrials none = new ProgramTrials(new NoOthers(), Map.of(), Duration.ZERO);
        TrialTask task = new TrialTask.Search(
                new TrainJob(
                        home.resolve("rows.frame"),
                        "program:gone",
                        Values.NONE,
                        Objective.of(Metric.ACCURACY),
                        new Validation.Holdout(0.2, true),
                        Fidelity.FULL,
                        7,
                        3,
                        Device.CPU,
                        Optional.empty()),
                home,
                TrialLimits.NONE,
                new TreeSet<>(),
                LONG);
        assertThatThrownBy(() -> none.start(Slot.cpu("cpu", "cpu-0"), task, heard))
                .isInstanceOf(TrialProcessFailure.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("programs.yaml");
        none.close();
    }

    @Test
    void the_example_in_python_learns() throws Exception {
        Process look = new ProcessBuilder("python3", "-c", "import sklearn")
                .redirectErrorStream(true)
                .start();
        look.getInputStream().readAllBytes();
        Assumptions.assumeTrue(look.waitFor() == 0, "python3 has no scikit-learn here");
        Path example = Path.of("..", "examples", "program").toAbsolutePath();
        Program program = new Program(List.of("python3", "sgd.py"), example, List.of("PATH", "LANG", "HOME"));
        trials = new ProgramTrials(new NoOthers(), Map.of("sgd", program), Duration.ofSeconds(5));
        TrainJob job = new TrainJob(
                numbers(),
                "program:sgd",
                new Values(Map.of("lr", new Value.Num(0.1), "alpha", new Value.Num(1e-4))),
                Objective.of(Metric.ROC_AUC),
                new Validation.Holdout(0.2, true),
                new Fidelity(3),
                7,
                3,
                Device.CPU,
                Optional.empty());
        trials.start(
                Slot.cpu("cpu", "cpu-0"),
                new TrialTask.Search(job, home, TrialLimits.NONE, new TreeSet<>(), LONG),
                heard);
        TrialEnd.Scored scored = (TrialEnd.Scored) heard.end();
        assertThat(scored.result().metrics().get("rocAuc")).isGreaterThan(0.9);
        assertThat(heard.checkpoints).hasSize(3);
    }

    private Path numbers() throws IOException {
        FrameSchema schema = new FrameSchema(
                List.of(FrameSchema.Feature.numeric("x")),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.empty());
        Path file = home.resolve("numbers.frame");
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < 60; row++) {
                writer.group(row);
                writer.numeric(0, row).label(row < 30 ? "left" : "right").endRow();
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void a_mistake_in_the_file_is_named_with_its_line() throws IOException {
        Files.writeString(home.resolve("programs.yaml"), "own:\n  comand: [a]\n");
        assertThatThrownBy(() -> ProgramsFile.read(home))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("comand")
                .hasMessageContaining("line 2");
    }
}
