package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.FinalJob.Standing;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the model when the clock ends a study. The clock stands still, so that a time that is left stays. */
class HurriedFinalTest {
    private static final Objective OBJECTIVE = Objective.of(Metric.RMSE);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final Instant OVER = Instant.EPOCH.minusMillis(1);
    private static final int SEED = 7;

    @TempDir
    Path folder;

    private Path train;
    private Path vault;

    @BeforeEach
    void frames() {
        FrameSchema schema = TestFrames.numbers();
        train = TestFrames.file(folder.resolve("train.frame"), schema, 200, 1, TestFrames::linear);
        vault = TestFrames.file(folder.resolve("vault.frame"), schema, 100, 2, TestFrames::linear);
    }

    private FinalJob job(String trainer, Instant until, Standing standing, Optional<EnsembleJob> ensemble) {
        return new FinalJob(
                train,
                Optional.of(vault),
                trainer,
                Values.NONE,
                OBJECTIVE,
                Fidelity.FULL,
                SEED,
                3,
                Device.CPU,
                ensemble,
                1,
                Optional.of(until),
                standing,
                List.of());
    }

    /** Keeps the models of every trial that is run with it. */
    private static final class Keeper implements Reporter {
        private final Recorder recorder = new Recorder();
        private final List<FinalModel> kept = new ArrayList<>();

        @Override
        public Verdict report(Measurement measurement) {
            return recorder.report(measurement);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void checkpoint(int step, byte[] state) {}

        @Override
        public boolean wantsModel(double score) {
            return true;
        }

        @Override
        public void model(int step, FinalModel model) {
            kept.add(model);
        }

        @Override
        public void log(String line) {}
    }

    private Evaluation trial(String trainer, Reporter reporter) throws TrainingFailure {
        return CrossValidation.run(
                new TrainJob(
                        train,
                        trainer,
                        Values.NONE,
                        OBJECTIVE,
                        new Validation.Folds(3, true),
                        Fidelity.FULL,
                        SEED,
                        2,
                        Device.CPU,
                        Optional.empty()),
                reporter);
    }

    private Standing.Folds kept(String trainer) throws TrainingFailure, IOException {
        Keeper keeper = new Keeper();
        trial(trainer, keeper);
        Path file = Files.write(folder.resolve("kept"), keeper.kept.get(0).bytes());
        return new Standing.Folds(2, trainer, file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "forest", "xgboost", "lightgbm", "knn", "cart"})
    void kept_models_of_folds_say_of_held_out_rows_what_the_trial_said(String trainer) throws TrainingFailure {
        Keeper keeper = new Keeper();
        Evaluation evaluation = trial(trainer, keeper);
        FinalModel model = FinalModel.read(keeper.kept.get(0).bytes());
        assertThat(model.parts()).hasSize(3);
        int rows = evaluation.rows().length;
        double[] said = ((Predictions.Values) evaluation.outOfFold()).values();
        int[] first = Arrays.copyOf(evaluation.rows(), rows / 3 - 1);
        FinalModel alone = new FinalModel(List.of(alone(model.parts().get(0))));
        try (Predictor predictor = Predictor.open(train, alone, OBJECTIVE, Device.CPU, () -> false)) {
            double[] again = ((Predictions.Values) predictor.predict(new RowSet(predictor.training(), first))).values();
            assertThat(again).isEqualTo(Arrays.copyOf(said, first.length));
        }
    }

    private static FinalModel.Part alone(FinalModel.Part part) {
        return new FinalModel.Part(
                part.trial(),
                part.trainer(),
                part.values(),
                part.fidelity(),
                part.seed(),
                1,
                part.state(),
                part.calibration(),
                part.lesson(),
                part.rows());
    }

    @Test
    void the_models_of_folds_stand_and_are_scored_when_the_time_is_over() throws TrainingFailure, IOException {
        Recorder recorder = new Recorder();
        FinalScore score = FinalEvaluation.run(job("forest", OVER, kept("forest"), Optional.empty()), recorder, CLOCK);
        assertThat(score.note()).hasValueSatisfying(note -> assertThat(note).contains("3 of its folds", "trial 2"));
        assertThat(score.parts()).containsExactly(new FinalScore.Part(2, "forest", 1));
        assertThat(score.rows()).isEqualTo(100);
        assertThat(score.metrics().get("rmse").value()).isBetween(5.0, 60.0);
        assertThat(recorder.checkpointSteps).as("it is kept already").isEmpty();
    }

    @Test
    void a_fit_that_is_expected_to_take_longer_than_is_left_is_not_begun() throws TrainingFailure, IOException {
        Recorder recorder = new Recorder();
        Evaluation evaluation = trial("forest", new Recorder());
        Path said = Path.of("oof");
        recorder.outOfFold.put(said, new OutOfFold(evaluation.rows(), evaluation.outOfFold()));
        EnsembleJob.Candidate slow = new EnsembleJob.Candidate(
                3, "forest", Values.NONE, Fidelity.FULL, said, Duration.ofSeconds(100), List.of());
        FinalScore score = FinalEvaluation.run(
                job(
                        "forest",
                        Instant.EPOCH.plusSeconds(60),
                        kept("forest"),
                        Optional.of(new EnsembleJob(10, List.of(slow)))),
                recorder,
                CLOCK);
        assertThat(score.note()).isPresent();
        assertThat(recorder.lines)
                .anyMatch(line -> line.contains("a fit takes about 100000 ms of the 60000 ms"))
                .noneMatch(line -> line.startsWith("fitted "));
    }

    @Test
    void with_time_enough_the_fit_on_all_rows_is_the_model() throws TrainingFailure, IOException {
        FinalScore score = FinalEvaluation.run(
                job("linear", Instant.EPOCH.plusSeconds(600), kept("linear"), Optional.empty()), new Recorder(), CLOCK);
        assertThat(score.note()).isEmpty();
        assertThat(score.parts()).containsExactly(new FinalScore.Part(3, "linear", 1));
    }

    @Test
    void without_kept_models_the_configuration_stands_unscored() throws TrainingFailure {
        FinalScore score = FinalEvaluation.run(
                job("forest", OVER, new Standing.Recipe(), Optional.empty()), new Recorder(), CLOCK);
        assertThat(score.note()).hasValueSatisfying(note -> assertThat(note).contains("fitted when it is first asked"));
        assertThat(score.metrics()).isEmpty();
    }

    @Test
    void when_no_trial_completed_a_tree_of_a_few_rows_is_kept_at_once() throws TrainingFailure {
        Recorder recorder = new Recorder();
        FinalScore score =
                FinalEvaluation.run(job("forest", OVER, new Standing.Quick(), Optional.empty()), recorder, CLOCK);
        assertThat(recorder.checkpointSteps)
                .as("what holds of all rows, then the tree")
                .containsExactly(0, 0);
        assertThat(score.note()).hasValueSatisfying(note -> assertThat(note).contains("no trial completed", "tree"));
        assertThat(score.rows()).isEqualTo(100);
        FinalModel model = FinalModel.read(recorder.latest());
        assertThat(model.parts().get(0).trainer()).isEqualTo("cart");
    }

    @Test
    void what_holds_of_all_rows_is_their_mean_or_the_shares_of_the_classes() throws TrainingFailure {
        FrameSchema classes = TestFrames.classes("no", "yes");
        Path labelled = TestFrames.file(folder.resolve("classes"), classes, 200, 1, TestFrames::separable);
        Predictions shares = prior(labelled, Objective.of(Metric.LOG_LOSS));
        assertThat(shares.numbers()[0] + shares.numbers()[1]).isEqualTo(1);
        double mean = prior(train, OBJECTIVE).numbers()[0];
        double[] low = prior(train, Objective.of(Metric.named("pinball10").orElseThrow()))
                .numbers();
        assertThat(low[0]).isLessThan(mean);
    }

    private static Predictions prior(Path frame, Objective objective) throws TrainingFailure {
        FinalModel model = new FinalModel(List.of(new FinalModel.Part(
                1, PriorTrainer.NAME, Values.of(Map.of()), Fidelity.FULL, SEED, 1, Optional.empty())));
        try (Predictor predictor = Predictor.open(frame, model, objective, Device.CPU, () -> false)) {
            return predictor.predict(RowSet.all(predictor.training()));
        }
    }

    @Test
    void a_failure_without_a_deadline_is_a_failure() {
        FinalJob wrong =
                new FinalJob(train, vault, "nobody", Values.NONE, OBJECTIVE, Fidelity.FULL, SEED, 3, Device.CPU);
        assertThatThrownBy(() -> FinalEvaluation.run(wrong, new Recorder(), CLOCK))
                .isInstanceOf(TrainingFailure.class)
                .hasMessageContaining("nobody");
    }
}
