package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.Perturbation;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial says about rows that will come. */
class ProspectsTest {
    @TempDir
    Path folder;

    private Evaluation evaluation(Path frame, Metric metric) throws TrainingFailure {
        TrainJob job = new TrainJob(
                frame,
                "linear",
                Values.NONE,
                Objective.of(metric),
                new Validation.Folds(3, true),
                new Fidelity(Integer.MAX_VALUE),
                3,
                1,
                Device.CPU,
                Optional.empty());
        return CrossValidation.run(job, new Recorder());
    }

    private static double metric(Evaluation evaluation, String name) {
        return evaluation.metrics().getOrDefault(name, Double.NaN);
    }

    @Test
    void perturbed_rows_score_worse_and_the_same_each_time() throws TrainingFailure {
        Path frame = TestFrames.file(folder.resolve("f"), TestFrames.numbers(), 300, 1, TestFrames::linear);
        Evaluation evaluation = evaluation(frame, Metric.RMSE);
        assertThat(metric(evaluation, "robustness")).isGreaterThan(metric(evaluation, "rmse"));
        assertThat(metric(evaluation(frame, Metric.RMSE), "robustness")).isEqualTo(metric(evaluation, "robustness"));
    }

    /** The target's noise is normal with deviation 5 where no cell is missing, so nine in ten are within 8.2; missing cells widen it. */
    @Test
    void the_interval_holds_nine_rows_of_ten() throws TrainingFailure {
        Path frame = TestFrames.file(folder.resolve("f"), TestFrames.numbers(), 400, 1, (writer, row, random) -> {
            double x = random.nextGaussian();
            writer.numeric(0, (float) x)
                    .numeric(1, 0)
                    .category(2, "red")
                    .target(1000 + 30 * x + 5 * random.nextGaussian());
        });
        assertThat(metric(evaluation(frame, Metric.RMSE), "interval90")).isCloseTo(8.2, within(1.5));
    }

    @Test
    void classes_have_no_interval() throws TrainingFailure {
        Path frame =
                TestFrames.file(folder.resolve("f"), TestFrames.classes("no", "yes"), 200, 1, TestFrames::separable);
        assertThat(evaluation(frame, Metric.ROC_AUC).metrics())
                .containsKey("robustness")
                .doesNotContainKey("interval90");
    }

    /** Of 4,000 cells, shares of 0.05 have a standard deviation of 0.0035; the bounds are five of them away. */
    @Test
    void a_twentieth_of_the_cells_goes_missing_and_a_tenth_of_the_deviation_is_noise() {
        Frame frame = TestFrames.memory(
                TestFrames.numbers(),
                4_000,
                7,
                (writer, row, random) -> writer.numeric(0, row % 2 == 0 ? 10 : 30)
                        .numeric(1, 0)
                        .category(2, row % 2 == 0 ? "red" : "blue")
                        .target(1));
        Frame perturbed = new Perturbation(5).of(RowSet.all(frame)).frame();
        Column.Numeric number = (Column.Numeric) perturbed.columns().get(0);
        Column.Categorical colour = (Column.Categorical) perturbed.columns().get(2);
        double[] off = IntStream.range(0, 4_000)
                .filter(row -> !Float.isNaN(number.value(row)))
                .mapToDouble(row -> number.value(row) - (row % 2 == 0 ? 10 : 30))
                .toArray();
        double squares =
                IntStream.range(0, off.length).mapToDouble(i -> off[i] * off[i]).sum();
        assertThat(off.length / 4_000.0).isCloseTo(0.95, within(0.018));
        assertThat(Math.sqrt(squares / off.length)).isCloseTo(1, within(0.06));
        long missing = IntStream.range(0, 4_000)
                .filter(row -> colour.code(row) == Column.Categorical.MISSING)
                .count();
        assertThat(missing / 4_000.0).isCloseTo(0.05, within(0.018));
    }
}
