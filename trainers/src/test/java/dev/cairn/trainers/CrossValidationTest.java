package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossValidationTest {
    private static final int ROWS = 200;

    @TempDir
    Path folder;

    private Path twoClasses(int rows) {
        return TestFrames.file(
                folder.resolve("two.frame"), TestFrames.classes("no", "yes"), rows, 1, TestFrames::separable);
    }

    private TrainJob job(Path frame, String trainer, Map<String, ?> values) {
        return new TrainJob(
                frame,
                trainer,
                Values.of(values),
                Objective.of(Metric.ROC_AUC),
                new Validation.Folds(4, true),
                Fidelity.FULL,
                7,
                3,
                Device.CPU,
                Optional.empty());
    }

    private static TrainJob with(TrainJob job, Fidelity fidelity, Optional<Path> resumeFrom) {
        return new TrainJob(
                job.frame(),
                job.trainer(),
                job.values(),
                job.objective(),
                job.validation(),
                fidelity,
                job.seed(),
                job.trial(),
                job.device(),
                resumeFrom);
    }

    private static double[] flat(Evaluation evaluation) {
        return ((Predictions.Probabilities) evaluation.outOfFold()).flat();
    }

    @Test
    void every_row_is_predicted_once_by_a_model_that_did_not_see_it() throws TrainingFailure {
        Recorder recorder = new Recorder();
        Evaluation evaluation = CrossValidation.run(job(twoClasses(ROWS), "linear", Map.of()), recorder);
        assertThat(Arrays.stream(evaluation.rows()).sorted().toArray())
                .isEqualTo(IntStream.range(0, ROWS).toArray());
        assertThat(evaluation.perFold().get("rocAuc")).hasSize(4);
        assertThat(evaluation.metrics().keySet()).first().isEqualTo("rocAuc");
        assertThat(evaluation.metrics()).containsKeys("accuracy", "prAuc", "logLoss", "f1Macro");
        assertThat(evaluation.metrics().get("rocAuc")).isGreaterThan(0.85);
        assertThat(evaluation.spread()).isPositive();
        assertThat(evaluation.stoppedByVerdict()).isFalse();
    }

    @Test
    void the_curve_is_the_mean_over_folds_that_advance_together() throws TrainingFailure {
        Recorder recorder = new Recorder();
        Evaluation evaluation = CrossValidation.run(job(twoClasses(ROWS), "linear", Map.of("epochs", 7)), recorder);
        assertThat(recorder.measurements.stream().map(Measurement::step)).containsExactly(3, 6, 7);
        Measurement last = recorder.measurements.get(2);
        assertThat(last.metrics().keySet()).containsExactly("rocAuc", "logLoss", "accuracy");
        List<Double> folds = last.perFold().get("rocAuc");
        assertThat(last.metrics().get("rocAuc"))
                .isCloseTo(folds.stream().mapToDouble(d -> d).average().orElseThrow(), within(1e-12));
        assertThat(evaluation.metrics().get("rocAuc")).isEqualTo(last.metrics().get("rocAuc"));
        assertThat(evaluation.steps()).isEqualTo(7);
    }

    /** An interval of a member of a population: as far as the fidelity, from a checkpoint, with the streams of the first of its lineage. */
    private TrainJob interval(int trial, Map<String, ?> values, String trainer, int until, Optional<Path> from) {
        TrainJob job = job(twoClasses(ROWS), trainer, values);
        return new TrainJob(
                job.frame(),
                trainer,
                job.values(),
                job.objective(),
                job.validation(),
                new Fidelity(until),
                job.seed(),
                trial,
                job.device(),
                from,
                Set.of(),
                TrainJob.Along.NOTHING,
                1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "xgboost"})
    void a_fork_with_the_same_values_ends_with_the_bits_of_one_long_trial_and_with_others_goes_on_otherwise(
            String trainer) throws TrainingFailure {
        String end = trainer.equals("mlp") ? "epochs" : "rounds";
        Map<String, Object> values = Map.of(end, 40, "patience", 40, "lr", 0.01);
        Evaluation whole = CrossValidation.run(interval(1, values, trainer, 40, Optional.empty()), new Recorder());
        Recorder parent = new Recorder();
        CrossValidation.run(interval(1, values, trainer, 20, Optional.empty()), parent);
        Optional<Path> checkpoint = Optional.of(parent.latestIn(folder));
        Recorder child = new Recorder();
        Evaluation same = CrossValidation.run(interval(9, values, trainer, 40, checkpoint), child);
        assertThat(same.metrics()).isEqualTo(whole.metrics());
        assertThat(flat(same)).isEqualTo(flat(whole));
        assertThat(child.measurements.get(0).step()).isGreaterThan(20);

        Map<String, Object> faster = Map.of(end, 40, "patience", 40, "lr", 0.05);
        Evaluation changed = CrossValidation.run(interval(9, faster, trainer, 40, checkpoint), new Recorder());
        Evaluation fresh = CrossValidation.run(interval(1, faster, trainer, 40, Optional.empty()), new Recorder());
        assertThat(changed.metrics().get("logLoss"))
                .isNotEqualTo(whole.metrics().get("logLoss"));
        assertThat(changed.metrics().get("logLoss"))
                .isNotEqualTo(fresh.metrics().get("logLoss"));
    }

    @ParameterizedTest
    @MethodSource("populated")
    void every_value_that_may_change_can_be_changed_at_a_checkpoint(Trainer trainer) throws TrainingFailure {
        TaskShape shape = TaskShape.of(Preparation.map(twoClasses(ROWS)));
        Set<String> searched =
                trainer.space(shape).parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        assertThat(searched).containsAll(trainer.changeable());
        String end = trainer.name().equals("mlp") ? "epochs" : "rounds";
        Map<String, Object> values = Map.of(end, 20, "patience", 20);
        Recorder parent = new Recorder();
        CrossValidation.run(interval(1, values, trainer.name(), 10, Optional.empty()), parent);
        Optional<Path> checkpoint = Optional.of(parent.latestIn(folder));
        Map<String, Object> other = new HashMap<>(values);
        trainer.space(shape).parameters().stream()
                .filter(parameter -> trainer.changeable().contains(parameter.name()))
                .forEach(parameter ->
                        other.put(parameter.name(), parameter.decode(0.2).raw()));
        Evaluation changed = CrossValidation.run(interval(2, other, trainer.name(), 20, checkpoint), new Recorder());
        assertThat(changed.steps()).isEqualTo(20);
    }

    /** Trainers that need no images. */
    static Stream<Trainer> populated() {
        return Trainers.all().stream()
                .filter(trainer ->
                        !trainer.changeable().isEmpty() && !trainer.name().equals("cnn"));
    }

    @Test
    void what_further_objectives_are_compared_by_is_measured_at_each_step() throws TrainingFailure {
        TrainJob job = job(twoClasses(ROWS), "linear", Map.of("epochs", 6));
        Recorder recorder = new Recorder();
        CrossValidation.run(
                new TrainJob(
                        job.frame(),
                        job.trainer(),
                        job.values(),
                        job.objective(),
                        job.validation(),
                        job.fidelity(),
                        job.seed(),
                        job.trial(),
                        job.device(),
                        Optional.empty(),
                        Set.of(),
                        new TrainJob.Along(
                                Set.of(Metric.PR_AUC, Metric.LOG_LOSS), Set.of(Cost.LATENCY_MS, Cost.MODEL_MIB)),
                        job.trial()),
                recorder);
        assertThat(recorder.measurements)
                .allSatisfy(measurement -> assertThat(measurement.metrics())
                        .containsOnlyKeys("rocAuc", "logLoss", "accuracy", "prAuc", "latencyMs", "modelMiB"));
        assertThat(recorder.measurements.get(0).metrics().get("latencyMs")).isPositive();
        assertThat(recorder.measurements.get(0).metrics().get("modelMiB")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "xgboost"})
    void a_trial_that_goes_on_from_a_checkpoint_ends_with_the_same_bits(String trainer) throws TrainingFailure {
        TrainJob job = job(twoClasses(ROWS), trainer, Map.of());
        Evaluation whole = CrossValidation.run(job, new Recorder());
        Recorder first = new Recorder(
                measurement -> measurement.step() >= 10 ? new Verdict.Pause(Recorder.BECAUSE) : new Verdict.Continue());
        Evaluation paused = CrossValidation.run(job, first);
        assertThat(paused.stoppedByVerdict()).isTrue();
        assertThat(paused.steps()).isLessThan(whole.steps());

        Recorder second = new Recorder();
        Evaluation resumed = CrossValidation.run(with(job, Fidelity.FULL, Optional.of(first.latestIn(folder))), second);
        assertThat(resumed.metrics()).isEqualTo(whole.metrics());
        assertThat(flat(resumed)).isEqualTo(flat(whole));
        assertThat(second.measurements.get(0).step()).isGreaterThan(paused.steps());
        assertThat(second.measurements.get(0).elapsed())
                .isGreaterThan(
                        first.measurements.get(first.measurements.size() - 1).elapsed());
    }

    @Test
    void a_trial_at_its_fidelity_leaves_a_checkpoint_to_be_promoted_from() throws TrainingFailure {
        TrainJob job = job(twoClasses(ROWS), "linear", Map.of());
        Recorder rung = new Recorder();
        Evaluation low = CrossValidation.run(with(job, new Fidelity(6), Optional.empty()), rung);
        assertThat(low.steps()).isEqualTo(6);
        assertThat(rung.checkpointSteps).containsExactly(6);
        Evaluation promoted =
                CrossValidation.run(with(job, Fidelity.FULL, Optional.of(rung.latestIn(folder))), new Recorder());
        assertThat(flat(promoted)).isEqualTo(flat(CrossValidation.run(job, new Recorder())));
    }

    @Test
    void a_stop_ends_the_trial_with_what_it_has() throws TrainingFailure {
        Recorder recorder = new Recorder(measurement -> new Verdict.Stop(Recorder.BECAUSE));
        Evaluation evaluation = CrossValidation.run(job(twoClasses(ROWS), "linear", Map.of()), recorder);
        assertThat(evaluation.stoppedByVerdict()).isTrue();
        assertThat(evaluation.steps()).isEqualTo(3);
        assertThat(recorder.checkpointSteps).isEmpty();
    }

    @Test
    void checkpoints_come_while_it_runs_but_not_at_the_end() throws TrainingFailure {
        Recorder recorder = new Recorder();
        CrossValidation.run(job(twoClasses(ROWS), "linear", Map.of("epochs", 9)), recorder, Duration.ZERO);
        assertThat(recorder.checkpointSteps).containsExactly(3, 6);
    }

    @Test
    void a_trial_that_is_called_off_fails_as_cancelled() {
        Recorder recorder = new Recorder().cancelAfter(20);
        assertThatThrownBy(() -> CrossValidation.run(job(twoClasses(ROWS), "xgboost", Map.of()), recorder))
                .isInstanceOfSatisfying(
                        TrainingFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CANCELLED));
    }

    @Test
    void a_model_that_leaves_the_finite_numbers_fails_as_diverged() {
        TrainJob job = job(twoClasses(ROWS), "linear", Map.of("lr", 1e308));
        assertThatThrownBy(() -> CrossValidation.run(job, new Recorder()))
                .isInstanceOfSatisfying(TrainingFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.DIVERGED);
                    assertThat(failure).hasMessageContaining("fold 1").hasMessageContaining("step 3");
                });
    }

    @Test
    void three_rows_are_a_fault_of_the_data_in_plain_words() {
        assertThatThrownBy(() -> CrossValidation.run(job(twoClasses(3), "linear", Map.of()), new Recorder()))
                .isInstanceOfSatisfying(TrainingFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.DATA);
                    assertThat(failure).hasMessageContaining("too little to validate on: 3 rows");
                });
    }

    @Test
    void a_small_class_gets_fewer_folds_and_the_log_says_so() throws TrainingFailure {
        Path frame = TestFrames.file(
                folder.resolve("rare.frame"),
                TestFrames.classes("no", "yes"),
                40,
                1,
                (writer, row, random) ->
                        writer.numeric(0, (float) random.nextGaussian()).label(row < 3 ? "yes" : "no"));
        Recorder recorder = new Recorder();
        Evaluation evaluation = CrossValidation.run(job(frame, "linear", Map.of()), recorder);
        assertThat(evaluation.perFold().get("rocAuc")).hasSize(3).doesNotContain(Double.NaN);
        assertThat(recorder.lines).anyMatch(line -> line.contains("3 folds instead of 4"));
    }

    @Test
    void a_holdout_scores_its_share_of_the_rows() throws TrainingFailure {
        TrainJob folds = job(twoClasses(ROWS), "linear", Map.of());
        TrainJob job = new TrainJob(
                folds.frame(),
                "linear",
                folds.values(),
                folds.objective(),
                new Validation.Holdout(0.25, true),
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                Optional.empty());
        Evaluation evaluation = CrossValidation.run(job, new Recorder());
        assertThat(evaluation.rows()).hasSizeBetween(ROWS / 4 - 2, ROWS / 4 + 2);
        assertThat(evaluation.spread()).isNaN();
    }

    @Test
    void a_metric_that_does_not_fit_the_task_is_refused() {
        TrainJob folds = job(twoClasses(ROWS), "linear", Map.of());
        TrainJob job = new TrainJob(
                folds.frame(),
                "linear",
                folds.values(),
                Objective.of(Metric.RMSE),
                folds.validation(),
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                Optional.empty());
        assertThatThrownBy(() -> CrossValidation.run(job, new Recorder())).hasMessageContaining("rmse does not fit");
    }

    @Test
    void trials_of_a_study_share_their_folds_but_not_their_draws() throws TrainingFailure {
        TrainJob one = job(twoClasses(ROWS), "xgboost", Map.of("subsample", 0.5, "rounds", 10));
        TrainJob two = new TrainJob(
                one.frame(),
                one.trainer(),
                one.values(),
                one.objective(),
                one.validation(),
                Fidelity.FULL,
                one.seed(),
                one.trial() + 1,
                Device.CPU,
                Optional.empty());
        Evaluation first = CrossValidation.run(one, new Recorder());
        Evaluation second = CrossValidation.run(two, new Recorder());
        assertThat(first.rows()).isEqualTo(second.rows());
        assertThat(flat(first)).isNotEqualTo(flat(second));
    }

    @Test
    void regression_is_scored_in_the_units_of_the_target() throws TrainingFailure {
        Path frame = TestFrames.file(folder.resolve("n.frame"), TestFrames.numbers(), ROWS, 3, TestFrames::linear);
        TrainJob job = new TrainJob(
                frame,
                "linear",
                Values.NONE,
                Objective.of(Metric.RMSE),
                new Validation.Folds(5, true),
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                Optional.empty());
        Evaluation evaluation = CrossValidation.run(job, new Recorder());
        assertThat(evaluation.metrics().get("rmse")).isBetween(8.0, 30.0);
        assertThat(evaluation.metrics().keySet())
                .containsExactly("rmse", "mae", "r2", "mape", "rmsle", "robustness", "interval90");
        assertThat(evaluation.outOfFold()).isInstanceOf(Predictions.Values.class);
        assertThat(new Target.Numbers(((Predictions.Values) evaluation.outOfFold()).values()).rows())
                .isEqualTo(ROWS);
    }
}
