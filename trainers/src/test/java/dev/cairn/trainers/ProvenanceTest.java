package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models made again from nothing but what a trial stored of them and the rows that they learned from. */
class ProvenanceTest {
    private static final long SEED = 11;

    @TempDir
    Path folder;

    private Path frame(Metric metric) {
        boolean numbers = metric == Metric.RMSE;
        FrameSchema schema = numbers ? TestFrames.numbers() : TestFrames.classes("no", "yes");
        return TestFrames.file(
                folder.resolve("frame"), schema, 120, 1, numbers ? TestFrames::linear : TestFrames::separable);
    }

    private Evaluation evaluation(Path frame, String trainer, Metric metric, Map<String, Object> values)
            throws TrainingFailure {
        return CrossValidation.run(
                new TrainJob(
                        frame,
                        trainer,
                        Values.of(values),
                        Objective.of(metric),
                        new Validation.Folds(3, true),
                        Fidelity.FULL,
                        SEED,
                        4,
                        Device.CPU,
                        Optional.empty()),
                new Recorder());
    }

    private static List<FoldPlan.Part> parts(Path frame) throws TrainingFailure {
        return FoldPlan.of(RowSet.all(Preparation.map(frame)), new Validation.Folds(3, true), SEED, new Recorder())
                .parts();
    }

    private void madeAgain(String trainer, Metric metric, Map<String, Object> values) throws TrainingFailure {
        Path frame = frame(metric);
        Evaluation evaluation = evaluation(frame, trainer, metric, values);
        Provenance provenance = evaluation.provenance();
        assertThat(provenance.folds()).hasSize(3);
        int from = 0;
        for (int fold = 0; fold < 3; fold++) {
            FoldPlan.Part part = parts(frame).get(fold);
            int width = evaluation.outOfFold().numbers().length / evaluation.rows().length;
            int to = from + part.validation().size() * width;
            try (Learner again = provenance.again(fold, part.train())) {
                assertThat(again.predict(part.validation()).numbers())
                        .isEqualTo(Arrays.copyOfRange(evaluation.outOfFold().numbers(), from, to));
                assertThat(again.provenance())
                        .isEqualTo(provenance.folds().get(fold).configuration());
            }
            from = to;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "linear, ACCURACY", "linear, RMSE", "svm, ACCURACY", "svm, RMSE", "knn, ACCURACY", "knn, RMSE",
        "naiveBayes, ACCURACY", "cart, ACCURACY", "cart, RMSE", "adaBoost, ACCURACY", "fm, ACCURACY", "fm, RMSE",
        "oneClassSvm, ROC_AUC"
    })
    void a_model_is_made_again_to_the_last_bit(String trainer, Metric metric) throws TrainingFailure {
        madeAgain(trainer, metric, Map.of());
    }

    @Test
    void values_and_features_that_were_searched_are_part_of_it() throws TrainingFailure {
        madeAgain("svm", Metric.ACCURACY, Map.of("c", 3.7, "gamma", 0.21, "scaling", "quantile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"svm", "oneClassSvm"})
    void models_that_tribuo_trained_carry_its_own_account(String trainer) throws TrainingFailure {
        Evaluation evaluation = evaluation(frame(Metric.ROC_AUC), trainer, Metric.ROC_AUC, Map.of());
        assertThat(evaluation.provenance().versions()).containsKeys("java", "tribuo");
        assertThat(evaluation.provenance().folds())
                .allSatisfy(
                        model -> assertThat(model.configuration().orElseThrow()).contains("LibSVM"));
    }

    @Test
    void other_rows_are_refused() throws TrainingFailure {
        Path frame = frame(Metric.ACCURACY);
        Provenance provenance =
                evaluation(frame, "cart", Metric.ACCURACY, Map.of()).provenance();
        RowSet others = parts(frame).get(1).train();
        assertThatThrownBy(() -> provenance.again(0, others))
                .isInstanceOf(TrainingFailure.class)
                .hasMessage("the model of fold 1 learned from other rows");
    }

    /** Seeds and digests differ with the seed of the study only, so that what they happen to spell does not change. */
    @Test
    void it_tells_nothing_of_what_stands_in_the_rows() throws TrainingFailure {
        Path frame = TestFrames.file(
                folder.resolve("told"),
                TestFrames.numbers(),
                60,
                1,
                (writer, row, random) -> writer.numeric(0, (float) random.nextGaussian())
                        .numeric(1, 0)
                        .category(2, "red")
                        .target(31415926.0 + row));
        String told =
                evaluation(frame, "svm", Metric.RMSE, Map.of()).provenance().toString();
        assertThat(told).doesNotContain("31415", "3.1415", "red");
    }
}
