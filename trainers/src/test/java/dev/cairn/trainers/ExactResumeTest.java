package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trials that die or are paused at random moments, in the middle of a step as well, and go on from the last checkpoint: they end bit-equal with one
 * that nobody disturbed. Trainers that save a count of steps and take them again end the same way, later.
 */
class ExactResumeTest {
    private static final int STRIDES = 5;
    private static final int FOLDS = 3;

    @TempDir
    Path folder;

    static Stream<Trainer> steppingTrainers() {
        return Trainers.all().stream().filter(trainer -> !trainer.unsupervised() && steps(trainer));
    }

    private static boolean steps(Trainer trainer) {
        TaskShape shape =
                TaskShape.of(TestFrames.memory(TestFrames.classes("no", "yes"), 40, 1, TestFrames::separable));
        return !trainer.fits(shape) || trainer.maxSteps(trainer.defaults(shape)) > 1;
    }

    @ParameterizedTest
    @MethodSource("steppingTrainers")
    void a_trial_that_is_disturbed_three_times_ends_as_if_it_had_not_been(Trainer trainer) throws Exception {
        disturbed(trainer, 3);
    }

    /** More than a hundred times in all. */
    @ParameterizedTest
    @MethodSource("steppingTrainers")
    @Tag("chaos")
    void a_trial_that_is_disturbed_a_dozen_times_ends_as_if_it_had_not_been(Trainer trainer) throws Exception {
        disturbed(trainer, 12);
    }

    private void disturbed(Trainer trainer, int times) throws TrainingFailure, IOException {
        TrainJob job = job(trainer, frame(trainer), Optional.empty());
        Mortal calm = Mortal.calm();
        Evaluation undisturbed = run(job, calm);
        Random random = new Random(times);
        Optional<Path> checkpoint = Optional.empty();
        for (int time = 0; time < times; time++) {
            // The first is a pause in the second half, so that something is saved; any may come inside a step.
            boolean paused = time == 0 || random.nextBoolean();
            Mortal mortal = new Mortal(
                    paused ? Integer.MAX_VALUE : 1 + random.nextInt(calm.signs()),
                    paused ? calm.rounds() / 2 + 1 + random.nextInt(calm.rounds() / 2) : Integer.MAX_VALUE);
            end(job(trainer, job.frame(), checkpoint), mortal);
            if (mortal.saved().isPresent()) {
                checkpoint = Optional.of(Files.write(
                        folder.resolve("checkpoint" + time), mortal.saved().get()));
            }
        }
        Evaluation last = run(job(trainer, job.frame(), checkpoint), Mortal.calm());

        assertThat(checkpoint).as("something was saved").isPresent();
        assertThat(((Predictions.Probabilities) last.outOfFold()).flat())
                .isEqualTo(((Predictions.Probabilities) undisturbed.outOfFold()).flat());
        assertThat(last.metrics()).isEqualTo(undisturbed.metrics());
        assertThat(last.perFold()).isEqualTo(undisturbed.perFold());
        assertThat(last.steps()).isEqualTo(undisturbed.steps());
    }

    /** Saved after each step, and left as soon as that is wanted. */
    private static Evaluation run(TrainJob job, Mortal reporter) throws TrainingFailure {
        return CrossValidation.run(job, reporter, new Yielding(reporter, Duration.ZERO), Duration.ZERO);
    }

    /** It may come to its end before its time. */
    private static void end(TrainJob job, Mortal mortal) throws TrainingFailure {
        try {
            run(job, mortal);
        } catch (Mortal.Death e) {
            assertThat(mortal.signs()).isPositive();
        } catch (TrainingFailure e) {
            assertThat(e.kind()).as("%s", e).isEqualTo(TrainingFailure.Kind.CANCELLED);
        }
    }

    private Path frame(Trainer trainer) throws IOException {
        Path table = TestFrames.file(
                folder.resolve("table"), TestFrames.classes("no", "yes"), 150, 1, TestFrames::separable);
        return trainer.fits(TaskShape.of(FrameFile.map(table)))
                ? table
                : TestFrames.file(folder.resolve("images"), TestFrames.images(), 90, 4, TestFrames::brightSide);
    }

    private static TrainJob job(Trainer trainer, Path frame, Optional<Path> checkpoint) throws IOException {
        return new TrainJob(
                frame,
                trainer.name(),
                trainer.defaults(TaskShape.of(FrameFile.map(frame))),
                Objective.of(Metric.LOG_LOSS),
                new Validation.Folds(FOLDS, true),
                new Fidelity(STRIDES * trainer.stepsPerMeasurement()),
                7,
                3,
                Device.CPU,
                checkpoint);
    }
}
