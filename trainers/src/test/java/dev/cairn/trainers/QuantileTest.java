package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trainers predict when the study is after a quantile or a median. */
class QuantileTest {
    private static final int ROWS = 1_200;
    private static final Frame FRAME = TestFrames.memory(TestFrames.numbers(), ROWS, 8, (writer, row, random) -> {
        double x = random.nextGaussian();
        // Skewed noise: mean 1, median log 2, 90 % quantile log 10.
        double noise = -Math.log(1 - random.nextDouble());
        writer.numeric(0, (float) x).numeric(1, 0).category(2, "red").target(100 + 2 * x + 3 * noise);
    });

    private static double[] held(String trainer, Metric metric) throws TrainingFailure {
        RowSet train = new RowSet(FRAME, IntStream.range(0, ROWS * 3 / 4).toArray());
        TaskShape shape = TaskShape.of(FRAME);
        Trainer asked = Trainers.named(trainer).orElseThrow();
        FoldData fold = new FoldData(0, train, shape, Objective.of(metric));
        try (Learner learner = asked.start(fold, asked.defaults(shape), 3, Device.CPU)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            return ((Predictions.Values) learner.predict(heldRows())).values();
        }
    }

    private static RowSet heldRows() {
        return new RowSet(FRAME, IntStream.range(ROWS * 3 / 4, ROWS).toArray());
    }

    private static double shareBelow(double[] said) {
        double[] truth = ((Target.Numbers) heldRows().target()).values();
        return IntStream.range(0, said.length)
                        .filter(row -> truth[row] <= said[row])
                        .count()
                / (double) said.length;
    }

    /** Of 300 rows, a right model has a share below with a standard deviation of 0.017 to 0.029; fitting blurs it, so 0.09 is five of them. */
    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "lightgbm", "linear"})
    void a_quantile_has_its_share_of_rows_below(String trainer) throws TrainingFailure {
        for (Metric metric : List.of(Metric.PINBALL_10, Metric.PINBALL_90, Metric.MAE)) {
            double wanted = metric.quantile().orElse(0.5);
            assertThat(shareBelow(held(trainer, metric))).as(metric.wireName()).isBetween(wanted - 0.09, wanted + 0.09);
        }
        assertThat(shareBelow(held(trainer, Metric.RMSE))).isBetween(0.54, 0.73);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "lightgbm", "linear"})
    void the_loss_can_be_chosen(String name) {
        Trainer trainer = Trainers.named(name).orElseThrow();
        Values values = trainer.defaults(TaskShape.of(FRAME)).with("loss", Value.of("absolute"));
        assertThat(RegressionLoss.of(Objective.of(Metric.RMSE), values)).isEqualTo(new RegressionLoss.Absolute());
    }
}
