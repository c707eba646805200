package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.trial.TrialLab.Ear;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trial processes are paused at one step and killed at a later one, again and again: what the last one scores is as if nothing had happened. */
class KilledTrialsTest {
    private static final int STRIDES = 8;

    private static final TaskShape TABLE = new TaskShape(Task.BINARY, 120, 2, 0, 2, Optional.empty(), 0, 0, 0);
    private static final TaskShape IMAGES =
            new TaskShape(Task.BINARY, 60, 64, 0, 2, Optional.of(new ImageShape(8, 8, 1)), 0, 0, 0);
    private static final Verdict PAUSE = new Verdict.Pause(new Explanation("test", "to be killed later", Map.of()));

    @TempDir
    Path home;

    private TrialLab lab;

    @BeforeEach
    void open() throws IOException {
        lab = new TrialLab(
                home,
                new TrialPoolConfig(
                        Path.of(System.getProperty("user.home"), ".djl.ai"),
                        home.resolve("work"),
                        TrialPoolConfig.under(home).idleAfter(),
                        TrialPoolConfig.under(home).grace(),
                        TrialPoolConfig.under(home).growthBytes()));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_kill_costs_no_bit_of_the_score() throws Exception {
        kills(Trainers.named("xgboost").orElseThrow(), 1, 4);
    }

    /** A hundred kills in all. */
    @ParameterizedTest
    @MethodSource("steppingTrainers")
    @Tag("chaos")
    void many_kills_of_a_trainer_that_takes_steps_cost_no_bit(String name) throws Exception {
        int each = (100 + (int) steppingTrainers().count() - 1)
                / (int) steppingTrainers().count();
        kills(Trainers.named(name).orElseThrow(), each, name.hashCode());
        System.out.println("RESUME " + each + " kills of " + name + ": bit-equal");
    }

    static Stream<String> steppingTrainers() {
        return Trainers.all().stream().filter(KilledTrialsTest::steps).map(Trainer::name);
    }

    private static boolean steps(Trainer trainer) {
        return Stream.of(TABLE, IMAGES)
                .filter(trainer::fits)
                .findFirst()
                .filter(shape -> trainer.maxSteps(trainer.defaults(shape)) > 1)
                .isPresent();
    }

    /** A disk of 300 kB: Linux lets root make one. */
    @Test
    @Tag("chaos")
    void a_trial_that_cannot_save_waits_until_there_is_room() throws Exception {
        Path small = Files.createDirectory(home.resolve("small"));
        assumeThat(shell("mount -t tmpfs -o size=300k tmpfs " + small)).isZero();
        try {
            Trainer trainer = Trainers.named("xgboost").orElseThrow();
            TrialResult undisturbed = scored(trainer, 50, Optional.empty());
            shell("head -c 10m /dev/zero > " + small.resolve("filler"));
            Heard ear = new Heard();
            try (TrialProcess process = lab.lease()) {
                TrialTask.Search task = task(trainer, 50, new TreeSet<>(List.of(20)), Optional.empty());
                TrialRun run = process.run(
                        new TrialTask.Search(task.job(), small, task.limits(), task.rungs(), task.rungWait()), ear);
                awaitStep(ear, 20);
                run.verdict(20, PAUSE);
                TrialLab.eventually(
                        () -> ear.waits.contains("there is no room on the worker's disk for a checkpoint at step 20"));
                assertThat(ear.checkpoints).isEmpty();
                assertThat(ear.ends).isEmpty();
                Files.delete(small.resolve("filler"));
                assertThat(ear.end()).isEqualTo(new TrialEnd.Stopped());
                assertThat(ear.waits).last().isEqualTo("");
            }
            equal(scored(trainer, 50, Optional.of(ear.checkpoints.remove().path())), undisturbed, trainer);
        } finally {
            shell("umount " + small);
        }
    }

    private static int shell(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
    }

    private static final class Heard extends Ear {
        final List<String> waits = new CopyOnWriteArrayList<>();

        @Override
        public void waiting(Optional<String> reason) {
            waits.add(reason.orElse(""));
        }
    }

    /** One kill more than fits into a run begins the next run. */
    private void kills(Trainer trainer, int kills, long seed) throws Exception {
        Frame frame = FrameFile.map(frame(trainer));
        int last = Math.min(
                STRIDES * trainer.stepsPerMeasurement(), trainer.maxSteps(trainer.defaults(TaskShape.of(frame))));
        TrialResult undisturbed = scored(trainer, last, Optional.empty());
        Random random = new Random(seed);
        Optional<Path> checkpoint = Optional.empty();
        int stride = 0;
        for (int kill = 0; kill < kills; kill++) {
            if (stride + 4 > last / trainer.stepsPerMeasurement()) {
                equal(scored(trainer, last, checkpoint), undisturbed, trainer);
                checkpoint = Optional.empty();
                stride = 0;
            }
            stride += 1;
            checkpoint = Optional.of(pausedAt(trainer, last, stride * trainer.stepsPerMeasurement(), checkpoint));
            int ahead = 1 + random.nextInt(last / trainer.stepsPerMeasurement() - stride - 2);
            killedAt(trainer, last, (stride + ahead) * trainer.stepsPerMeasurement(), checkpoint, random.nextBoolean());
        }
        equal(scored(trainer, last, checkpoint), undisturbed, trainer);
    }

    private static void equal(TrialResult result, TrialResult expected, Trainer trainer) throws IOException {
        assertThat(result.metrics()).as(trainer.name()).isEqualTo(expected.metrics());
        assertThat(result.perFold()).as(trainer.name()).isEqualTo(expected.perFold());
        assertThat(result.steps()).as(trainer.name()).isEqualTo(expected.steps());
        assertThat(result.predictions().orElseThrow().sha256())
                .as("out-of-fold predictions of %s", trainer.name())
                .isEqualTo(expected.predictions().orElseThrow().sha256());
    }

    private TrialResult scored(Trainer trainer, int last, Optional<Path> checkpoint) throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            process.run(task(trainer, last, new TreeSet<>(), checkpoint), ear);
            return ((TrialEnd.Scored) ear.end()).result();
        }
    }

    private Path pausedAt(Trainer trainer, int last, int step, Optional<Path> from) throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            TrialRun run = process.run(task(trainer, last, new TreeSet<>(List.of(step)), from), ear);
            awaitStep(ear, step);
            run.verdict(step, PAUSE);
            assertThat(ear.end()).as("%s at %d", trainer.name(), step).isEqualTo(new TrialEnd.Stopped());
        }
        SavedCheckpoint saved =
                ear.checkpoints.stream().reduce((first, second) -> second).orElseThrow();
        assertThat(saved.step()).isEqualTo(step);
        return saved.path();
    }

    /** At the step, where it waits for a verdict, or soon after it, in the middle of the next, behind which it would wait: it must not end first. */
    private void killedAt(Trainer trainer, int last, int step, Optional<Path> from, boolean waiting) throws Exception {
        Ear ear = new Ear();
        try (TrialProcess process = lab.lease()) {
            int rung = waiting ? step : step + trainer.stepsPerMeasurement();
            process.run(task(trainer, last, new TreeSet<>(List.of(rung)), from), ear);
            awaitStep(ear, step);
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            assertThat(ear.end()).as("%s at %d", trainer.name(), step).isInstanceOf(TrialEnd.Died.class);
        }
    }

    private static void awaitStep(Ear ear, int step) throws InterruptedException {
        TrialLab.eventually(() ->
                ear.measurements.stream().anyMatch(measurement -> measurement.step() >= step) || !ear.ends.isEmpty());
    }

    private TrialTask.Search task(Trainer trainer, int last, SortedSet<Integer> rungs, Optional<Path> checkpoint)
            throws IOException {
        Path frame = frame(trainer);
        TrainJob job = new TrainJob(
                frame,
                trainer.name(),
                trainer.defaults(TaskShape.of(FrameFile.map(frame))),
                Objective.of(Metric.LOG_LOSS),
                new Validation.Folds(2, true),
                new Fidelity(last),
                7,
                1,
                Device.CPU,
                checkpoint);
        return new TrialTask.Search(job, home, TrialLimits.NONE, rungs, TrialLab.PATIENCE);
    }

    private Path frame(Trainer trainer) throws IOException {
        if (trainer.fits(TaskShape.of(FrameFile.map(table())))) {
            return table();
        }
        Path images = home.resolve("images");
        if (!Files.exists(images)) {
            writeImages(images);
        }
        return images;
    }

    /** With noise, so that no trainer is done before its last step. */
    private Path table() throws IOException {
        Path file = home.resolve("table");
        if (Files.exists(file)) {
            return file;
        }
        FrameSchema schema = new FrameSchema(
                List.of(FrameSchema.Feature.numeric("x"), FrameSchema.Feature.numeric("y")),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.empty());
        Random random = new Random(5);
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < 120; row++) {
                double x = random.nextGaussian();
                writer.numeric(0, (float) x).numeric(1, (float) random.nextGaussian());
                writer.label(x + 0.7 * random.nextGaussian() > 0 ? "right" : "left")
                        .group(row)
                        .endRow();
            }
            writer.finish();
        }
        return file;
    }

    /** Of 8 x 8 pixels, bright on the left or on the right. */
    private static void writeImages(Path file) throws IOException {
        FrameSchema schema = new FrameSchema(
                IntStream.range(0, 64)
                        .mapToObj(i -> FrameSchema.Feature.pixel("p" + i))
                        .toList(),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.of(new ImageShape(8, 8, 1)));
        Random random = new Random(3);
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < 60; row++) {
                boolean right = random.nextBoolean();
                for (int pixel = 0; pixel < 64; pixel++) {
                    writer.pixel(pixel, random.nextInt(150) + (pixel % 8 >= 4 == right ? 100 : 0));
                }
                writer.label(right ? "right" : "left").group(row).endRow();
            }
            writer.finish();
        }
    }
}
