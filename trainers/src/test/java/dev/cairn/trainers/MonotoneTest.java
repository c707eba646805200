package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MonotoneTest {
    private static final List<Feature> FEATURES = List.of(Feature.numeric("x"), Feature.numeric("z"));
    private static final Map<String, Monotone.Way> RISES = Map.of("x", Monotone.Way.INCREASING);

    /** Rises along x but for noise, which an unheld model follows down. */
    private static final Frame NUMBERS = TestFrames.memory(
            new FrameSchema(FEATURES, new NumberTarget("y"), Optional.empty()), 300, 1, (writer, row, random) -> {
                double x = random.nextGaussian();
                writer.numeric(0, (float) x).numeric(1, (float) random.nextGaussian());
                writer.target(x + 2 * random.nextGaussian());
            });

    private static final Frame CLASSES = TestFrames.memory(
            new FrameSchema(FEATURES, new ClassTarget("y", List.of("no", "yes")), Optional.empty()),
            300,
            1,
            (writer, row, random) -> {
                double x = random.nextGaussian();
                writer.numeric(0, (float) x).numeric(1, (float) random.nextGaussian());
                writer.label(x + 2 * random.nextGaussian() > 0 ? "yes" : "no");
            });

    static Stream<Trainer> trainers() {
        return Stream.of("xgboost", "lightgbm").map(name -> Trainers.named(name).orElseThrow());
    }

    /** What is said along x, from -3 to 3, at z = 0. */
    private static double[] alongX(Trainer trainer, Frame frame, Map<String, Object> more) throws TrainingFailure {
        Frame grid = TestFrames.memory(
                new FrameSchema(FEATURES, new NumberTarget("y"), Optional.empty()), 121, 1, (writer, row, random) -> {
                    writer.numeric(0, row / 20f - 3).numeric(1, 0);
                    writer.target(0);
                });
        TaskShape shape = TaskShape.of(frame);
        Metric metric = shape.task().classification() ? Metric.LOG_LOSS : Metric.RMSE;
        FoldData fold = new FoldData(0, RowSet.all(frame), shape, Objective.of(metric));
        Values values = trainer.complete(shape, Values.of(more));
        try (Learner learner = trainer.start(fold, values, 7, Device.CPU)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            Predictions said = learner.predict(RowSet.all(grid));
            double[] line = new double[said.rows()];
            for (int row = 0; row < line.length; row++) {
                line[row] = said instanceof Predictions.Values numbers
                        ? numbers.values()[row]
                        : ((Predictions.Probabilities) said).of(row, 1);
            }
            return line;
        }
    }

    private static double deepestFall(double[] line) {
        double deepest = 0;
        for (int i = 1; i < line.length; i++) {
            deepest = Math.max(deepest, line[i - 1] - line[i]);
        }
        return deepest;
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_held_model_never_falls_where_a_free_one_does(Trainer trainer) throws TrainingFailure {
        for (Frame frame : List.of(NUMBERS, CLASSES)) {
            Map<String, Object> held = Map.of(Monotone.PARAMETER, Monotone.text(RISES));
            assertThat(deepestFall(alongX(trainer, frame, Map.of()))).isGreaterThan(1e-3);
            assertThat(deepestFall(alongX(trainer, frame, held))).isLessThan(1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_column_that_was_rescaled_is_held_too(Trainer trainer) throws TrainingFailure {
        Map<String, Object> held = Map.of(Monotone.PARAMETER, Monotone.text(RISES), "scaling", "quantile");
        assertThat(deepestFall(alongX(trainer, NUMBERS, held))).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_loss_whose_leaves_are_set_afterwards_is_refused(Trainer trainer) {
        Map<String, Object> held = Map.of(Monotone.PARAMETER, Monotone.text(RISES), "loss", "absolute");
        assertThatThrownBy(() -> alongX(trainer, NUMBERS, held))
                .isInstanceOf(TrainingFailure.class)
                .hasMessageContaining("squared loss");
    }

    @Test
    void names_and_words_come_back_from_their_text() {
        Map<String, String> words = Map.of("a=b, c\\", "increasing");
        assertThat(NamedWords.of(NamedWords.text(words))).isEqualTo(words);
        assertThat(NamedWords.of("age=increasing, fare=decreasing"))
                .containsExactly(Map.entry("age", "increasing"), Map.entry("fare", "decreasing"));
        assertThat(Monotone.fault(Value.of("age=up")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("age", "up"));
    }
}
