package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinalEvaluationTest {
    @TempDir
    Path folder;

    private FinalJob job(String trainer, FrameSchema vault, Objective objective) {
        boolean classes = objective.metric() == Metric.ROC_AUC;
        TestFrames.Row row = classes ? TestFrames::separable : TestFrames::linear;
        FrameSchema training = classes ? TestFrames.classes("no", "yes") : TestFrames.numbers();
        return new FinalJob(
                TestFrames.file(folder.resolve("train.frame"), training, 200, 1, row),
                TestFrames.file(folder.resolve("vault.frame"), vault, 100, 2, row),
                trainer,
                Values.NONE,
                objective,
                Fidelity.FULL,
                7,
                1,
                Device.CPU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "svm", "xgboost"})
    void the_sealed_score_lies_inside_its_interval(String trainer) throws TrainingFailure {
        FinalScore score = FinalEvaluation.run(
                job(trainer, TestFrames.classes("no", "yes"), Objective.of(Metric.ROC_AUC)), new Recorder());
        assertThat(score.rows()).isEqualTo(100);
        assertThat(score.metrics().keySet()).first().isEqualTo("rocAuc");
        assertThat(score.metrics()).hasSize(Metric.fitting(Task.BINARY).size());
        Interval auc = score.metrics().get("rocAuc");
        assertThat(auc.value()).isGreaterThan(0.8).isBetween(auc.low(), auc.high());
        assertThat(auc.high() - auc.low()).isBetween(0.01, 0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "xgboost"})
    void a_schedule_of_values_is_fitted_stage_by_stage(String trainer) throws TrainingFailure {
        String end = trainer.equals("mlp") ? "epochs" : "rounds";
        Values last = Values.of(Map.of(end, 40, "patience", 40, "lr", 0.01));
        Values fast = Values.of(Map.of(end, 40, "patience", 40, "lr", 0.1));
        FinalScore plain = FinalEvaluation.run(staged(trainer, last, List.of()), new Recorder());
        FinalScore same =
                FinalEvaluation.run(staged(trainer, last, List.of(new FinalJob.Stage(20, last))), new Recorder());
        FinalScore staged =
                FinalEvaluation.run(staged(trainer, last, List.of(new FinalJob.Stage(20, fast))), new Recorder());
        assertThat(same.metrics()).isEqualTo(plain.metrics());
        assertThat(staged.metrics().get("logLoss")).isNotEqualTo(plain.metrics().get("logLoss"));
        assertThat(staged.steps()).isEqualTo(40);
    }

    private FinalJob staged(String trainer, Values values, List<FinalJob.Stage> before) {
        FinalJob job = job(trainer, TestFrames.classes("no", "yes"), Objective.of(Metric.ROC_AUC));
        return new FinalJob(
                job.trainFrame(),
                job.vaultFrame(),
                trainer,
                values,
                job.objective(),
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                Optional.empty(),
                1,
                Optional.empty(),
                new FinalJob.Standing.Recipe(),
                before);
    }

    @Test
    void a_vault_that_numbers_its_labels_otherwise_scores_the_same() throws TrainingFailure {
        Objective objective = Objective.of(Metric.ROC_AUC);
        FinalScore same =
                FinalEvaluation.run(job("linear", TestFrames.classes("no", "yes"), objective), new Recorder());
        FinalScore turned =
                FinalEvaluation.run(job("linear", TestFrames.classes("yes", "no"), objective), new Recorder());
        assertThat(turned.metrics()).isEqualTo(same.metrics());
    }

    @Test
    void a_number_is_scored_in_its_own_units() throws TrainingFailure {
        FinalScore score =
                FinalEvaluation.run(job("linear", TestFrames.numbers(), Objective.of(Metric.RMSE)), new Recorder());
        assertThat(score.metrics().keySet()).containsExactly("rmse", "mae", "r2", "mape", "rmsle");
        assertThat(score.metrics().get("rmse").value()).isBetween(8.0, 30.0);
    }
}
