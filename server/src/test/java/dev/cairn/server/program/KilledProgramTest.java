package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.server.worker.Slot;
import dev.cairn.server.worker.TrialRunner;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of somebody's own are killed at random steps, again and again: what the last attempt scores is as if nothing had happened. */
@Tag("chaos")
class KilledProgramTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int STEPS = 30;
    private static final int KILLS = 15;

    /** A walk; its state is in its random numbers. */
    private static final String WALK = """
            import json, os, pickle, random, sys, time
            job = json.load(open(os.environ["CAIRN_JOB"]))
            first, chance, place = 1, random.Random(job["seed"]), 0.5
            if "resumeFrom" in job:
                first, chance, place = pickle.load(open(job["resumeFrom"], "rb"))
            for step in range(first, job["maxSteps"] + 1):
                for _ in range(1000):
                    place = 0.999 * place + 0.001 * chance.random()
                with open(os.path.join(job["checkpoints"], "state"), "wb") as file:
                    pickle.dump((step + 1, chance, place), file)
                print(json.dumps({"type": "checkpoint", "step": step, "file": "state"}), flush=True)
                print(json.dumps({"type": "report", "step": step, "metrics": {"rocAuc": place}}), flush=True)
                if not sys.stdin.readline():
                    break
            """;

    @TempDir
    Path home;

    private int attempts;

    @Test
    void a_walk_that_is_killed_again_and_again_ends_where_it_would_have() throws Exception {
        assumeTrue(knows("pickle"), "there is no python3 here");
        Files.writeString(home.resolve("walk.py"), WALK);
        killed(new Program(List.of("python3", "walk.py"), home, List.of("PATH", "LANG", "HOME")), Values.NONE);
    }

    @Test
    void the_example_is_killed_again_and_again_and_scores_the_same() throws Exception {
        assumeTrue(knows("sklearn"), "python3 has no scikit-learn here");
        Path example = Path.of("..", "examples", "program").toAbsolutePath();
        killed(
                new Program(List.of("python3", "sgd.py"), example, List.of("PATH", "LANG", "HOME")),
                new Values(Map.of("lr", new Value.Num(0.1), "alpha", new Value.Num(1e-4))));
    }

    private static boolean knows(String module) throws Exception {
        Process look = new ProcessBuilder("python3", "-c", "import " + module)
                .redirectErrorStream(true)
                .start();
        look.getInputStream().readAllBytes();
        return look.waitFor() == 0;
    }

    private void killed(Program program, Values values) throws Exception {
        try (ProgramTrials trials = new ProgramTrials(new NoOthers(), Map.of("own", program), Duration.ofSeconds(5))) {
            TrialEnd.Scored undisturbed = scored(trials, values, Optional.empty());
            Random random = new Random(3);
            Optional<Path> checkpoint = Optional.empty();
            int reached = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                if (reached > STEPS - 6) {
                    assertThat(scored(trials, values, checkpoint).result().metrics())
                            .isEqualTo(undisturbed.result().metrics());
                    checkpoint = Optional.empty();
                    reached = 0;
                }
                Heard heard = new Heard(reached + 1 + random.nextInt(5));
                start(trials, values, checkpoint, heard);
                heard.step.get(LONG.toSeconds(), TimeUnit.SECONDS);
                killAll(program);
                assertThat(heard.end()).isInstanceOf(TrialEnd.Died.class);
                SavedCheckpoint last = heard.last.orElseThrow();
                checkpoint = Optional.of(last.path());
                reached = last.step();
            }
            assertThat(scored(trials, values, checkpoint).result().metrics())
                    .isEqualTo(undisturbed.result().metrics());
            System.out.println("RESUME " + KILLS + " kills of the program " + program.command() + ": bit-equal");
        }
    }

    /** The program itself, not the shell that watches it; at that step it waits for a verdict. */
    private static void killAll(Program program) {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments)
                                .equals(program.command()
                                        .subList(1, program.command().size())))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private TrialEnd.Scored scored(ProgramTrials trials, Values values, Optional<Path> checkpoint) throws Exception {
        Heard heard = new Heard(STEPS + 1);
        start(trials, values, checkpoint, heard);
        return (TrialEnd.Scored) heard.end();
    }

    private TrialRun start(ProgramTrials trials, Values values, Optional<Path> checkpoint, Heard heard)
            throws IOException {
        TrainJob job = new TrainJob(
                numbers(),
                "program:own",
                values,
                Objective.of(Metric.ROC_AUC),
                new Validation.Holdout(0.2, true),
                new Fidelity(STEPS),
                7,
                3,
                Device.CPU,
                checkpoint);
        attempts++;
        Path scratch = Files.createDirectory(home.resolve("attempt-" + attempts));
        return trials.start(
                Slot.cpu("cpu", "cpu-0"),
                new TrialTask.Search(job, scratch, TrialLimits.NONE, new TreeSet<>(Set.of(heard.awaited)), LONG),
                heard);
    }

    private Path numbers() throws IOException {
        Path file = home.resolve("numbers.frame");
        if (Files.exists(file)) {
            return file;
        }
        FrameSchema schema = new FrameSchema(
                List.of(FrameSchema.Feature.numeric("x"), FrameSchema.Feature.numeric("y")),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.empty());
        Random random = new Random(5);
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < 200; row++) {
                double x = random.nextGaussian();
                writer.group(row);
                writer.numeric(0, (float) x).numeric(1, (float) random.nextGaussian());
                writer.label(x + random.nextGaussian() > 0 ? "right" : "left").endRow();
            }
            writer.finish();
        }
        return file;
    }

    private static final class Heard implements TrialListener {
        private final int awaited;
        private final CompletableFuture<Integer> step = new CompletableFuture<>();
        private final CompletableFuture<TrialEnd> end = new CompletableFuture<>();
        private volatile Optional<SavedCheckpoint> last = Optional.empty();

        Heard(int awaited) {
            this.awaited = awaited;
        }

        @Override
        public void measurement(Measurement measurement) {
            if (measurement.step() >= awaited) {
                step.complete(measurement.step());
            }
        }

        @Override
        public void checkpoint(SavedCheckpoint checkpoint) {
            last = Optional.of(checkpoint);
        }

        @Override
        public void log(String line) {}

        @Override
        public void ended(TrialEnd how) {
            end.complete(how);
        }

        TrialEnd end() throws Exception {
            return end.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static final class NoOthers implements TrialRunner {
        @Override
        public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
            throw new AssertionError("only programs run here");
        }

        @Override
        public void close() {}
    }
}
