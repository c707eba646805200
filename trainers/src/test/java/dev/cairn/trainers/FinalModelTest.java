package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.FinalModel.Part;
import dev.cairn.trainers.calibration.Isotonic;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.ensemble.Combination;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.interval.Bounds;
import dev.cairn.trainers.interval.Curve;
import dev.cairn.trainers.interval.Intervals;
import dev.cairn.trainers.interval.Margin;
import dev.cairn.trainers.interval.Scaling;
import dev.cairn.trainers.interval.Spread;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinalModelTest {
    private static final Objective OBJECTIVE = Objective.of(Metric.RMSE);
    private static final long SEED = 7;

    @TempDir
    Path folder;

    private Path train = Path.of("");
    private RowSet fresh = RowSet.all(TestFrames.memory(TestFrames.numbers(), 1, 1, TestFrames::linear));

    @BeforeEach
    void rows() throws TrainingFailure {
        train = TestFrames.file(folder.resolve("train"), TestFrames.numbers(), 200, 1, TestFrames::linear);
        fresh = RowSet.all(Preparation.map(
                TestFrames.file(folder.resolve("fresh"), TestFrames.numbers(), 50, 2, TestFrames::linear)));
    }

    private double[] said(FinalModel model) throws TrainingFailure {
        try (Predictor predictor = Predictor.open(train, model, OBJECTIVE, Device.CPU, () -> false)) {
            return ((Predictions.Values) predictor.predict(fresh)).values();
        }
    }

    private static Part unfitted(int trial, String trainer, Values values, double weight) {
        long seed = Seeds.of(SEED, "final", trial);
        return new Part(trial, trainer, values, Fidelity.FULL, seed, weight, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "forest", "xgboost", "lightgbm", "knn"})
    void a_kept_model_says_what_the_fitted_one_says(String trainer) throws TrainingFailure {
        Recorder recorder = new Recorder();
        FinalEvaluation.run(
                new FinalJob(
                        train,
                        Optional.empty(),
                        trainer,
                        Values.NONE,
                        OBJECTIVE,
                        Fidelity.FULL,
                        SEED,
                        3,
                        Device.CPU,
                        Optional.empty(),
                        2,
                        Optional.empty(),
                        new FinalJob.Standing.Recipe(),
                        List.of()),
                recorder);
        FinalModel kept = FinalModel.read(recorder.latest());
        assertThat(kept.parts()).hasSize(1);
        assertThat(said(kept)).isEqualTo(said(new FinalModel(List.of(unfitted(3, trainer, Values.NONE, 1)))));
    }

    @Test
    void a_mean_weighs_its_parts() throws TrainingFailure {
        Part linear = unfitted(1, "linear", Values.NONE, 0.25);
        Part forest = unfitted(2, "forest", Values.of(Map.of("trees", 5)), 0.75);
        double[] both = said(new FinalModel(List.of(linear, forest)));
        double[] first = said(new FinalModel(List.of(unfitted(1, "linear", Values.NONE, 1))));
        double[] second = said(new FinalModel(List.of(unfitted(2, "forest", Values.of(Map.of("trees", 5)), 1))));
        for (int row = 0; row < both.length; row++) {
            assertThat(both[row]).isCloseTo(0.25 * first[row] + 0.75 * second[row], Offset.offset(1e-9));
        }
    }

    @Test
    void bytes_keep_every_kind_of_value() throws TrainingFailure {
        Values values = Values.of(Map.of("real", 0.1, "whole", 12, "flag", true, "word", "gini"));
        FinalModel model = new FinalModel(List.of(unfitted(4, "forest", values, 1)));
        assertThat(FinalModel.read(model.bytes())).isEqualTo(model);
    }

    @Test
    void bytes_keep_calibrations_and_stakes() throws TrainingFailure {
        Recalibration.Steeper steeper = new Recalibration.Steeper(0.7);
        Part part = new Part(4, "forest", Values.NONE, Fidelity.FULL, 5, 1, Optional.empty(), steeper);
        Recalibration.Stepped curve =
                new Recalibration.Stepped(List.of(Isotonic.fit(new double[] {0.1, 0.9}, new int[] {0, 1})));
        FinalModel read =
                FinalModel.read(new FinalModel(List.of(part), Combination.MEAN, curve, List.of(1.0, 3.0)).bytes());
        assertThat(read.parts().get(0).calibration()).isEqualTo(steeper);
        assertThat(read.stakes()).containsExactly(1.0, 3.0);
        Predictions.Probabilities said = new Predictions.Probabilities(2, new double[] {0.7, 0.3});
        assertThat(((Predictions.Probabilities) read.calibration().of(said)).flat())
                .isEqualTo(((Predictions.Probabilities) curve.of(said)).flat());
        assertThat(((Predictions.Probabilities) read.answer(List.of(said))).best(0))
                .isEqualTo(1);
    }

    /**
     * A model as earlier releases kept it.
     *
     * @param missing bytes that they did not write, counted from the end: 13 for what comes after the state, of which 12 is for the lesson, 11 to 8 for the
     *     rows, 7 for the combination, and 1 for the intervals
     */
    private static byte[] earlier(FinalModel model, int version, Integer... missing) {
        byte[] bytes = model.bytes();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at++) {
            if (!List.of(missing).contains(bytes.length - at)) {
                kept.write(at == 3 ? version : bytes[at]);
            }
        }
        return kept.toByteArray();
    }

    @Test
    void models_of_all_earlier_versions_are_read() throws TrainingFailure {
        FinalModel model = new FinalModel(List.of(unfitted(4, "forest", Values.NONE, 1)));
        assertThat(FinalModel.read(earlier(model, 5, 11, 10, 9, 8))).isEqualTo(model);
        assertThat(FinalModel.read(earlier(model, 4, 12, 11, 10, 9, 8))).isEqualTo(model);
        assertThat(FinalModel.read(earlier(model, 3, 12, 11, 10, 9, 8, 1))).isEqualTo(model);
        assertThat(FinalModel.read(earlier(model, 2, 12, 11, 10, 9, 8, 7, 1))).isEqualTo(model);
        assertThat(FinalModel.read(earlier(model, 1, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)))
                .isEqualTo(model);
    }

    @Test
    void bytes_keep_intervals() throws TrainingFailure {
        Curve growing = new Curve(List.of(1.0, 2.0), List.of(0.5, 1.5));
        Intervals intervals =
                new Intervals(Scaling.VALUE, new Spread(growing, Curve.LEVEL), List.of(new Margin(0.9, -2, 3)));
        FinalModel model = new FinalModel(List.of(unfitted(4, "forest", Values.NONE, 1))).with(intervals);
        FinalModel read = FinalModel.read(model.bytes());
        assertThat(read).isEqualTo(model);
        Bounds bounds = read.whole(List.of(new Predictions.Values(new double[] {1.5})))
                .intervals()
                .get(0);
        assertThat(bounds.lower()).containsExactly(-0.5);
        assertThat(bounds.upper()).containsExactly(4.5);
    }

    @Test
    void bytes_keep_how_models_are_combined() throws TrainingFailure {
        List<Part> parts = List.of(unfitted(1, "linear", Values.NONE, 0.25), unfitted(2, "forest", Values.NONE, 0.75));
        for (Combination combination :
                List.of(new Combination.Line(1.1, -3), new Combination.Pool(0.9, List.of(0.1, -0.1)))) {
            FinalModel model = new FinalModel(parts, combination, Recalibration.NONE, List.of());
            assertThat(FinalModel.read(model.bytes())).isEqualTo(model);
        }
    }

    @Test
    void a_stacked_model_answers_with_its_line_through_the_parts() throws TrainingFailure {
        Part linear = unfitted(1, "linear", Values.NONE, 0.25);
        Part forest = unfitted(2, "forest", Values.of(Map.of("trees", 5)), 0.75);
        double[] mean = said(new FinalModel(List.of(linear, forest)));
        double[] stacked = said(
                new FinalModel(List.of(linear, forest), new Combination.Line(1.2, -10), Recalibration.NONE, List.of()));
        for (int row = 0; row < mean.length; row++) {
            assertThat(stacked[row]).isCloseTo(1.2 * mean[row] - 10, Offset.offset(1e-9));
        }
    }

    @Test
    void bytes_that_end_too_early_are_refused() {
        byte[] bytes = new FinalModel(List.of(unfitted(4, "forest", Values.NONE, 1))).bytes();
        assertThatThrownBy(() -> FinalModel.read(Arrays.copyOf(bytes, bytes.length - 3)))
                .isInstanceOf(TrainingFailure.class)
                .hasMessageContaining("too early");
    }

    @Test
    void bytes_keep_the_rows_of_a_part() throws TrainingFailure {
        BitSet rows = new BitSet();
        rows.set(3, 70);
        Part part = new Part(
                4,
                "forest",
                Values.NONE,
                Fidelity.FULL,
                5,
                1,
                Optional.empty(),
                Recalibration.NONE,
                Optional.empty(),
                Optional.of(rows));
        FinalModel model = new FinalModel(List.of(part));
        assertThat(FinalModel.read(model.bytes())).isEqualTo(model);
    }
}
