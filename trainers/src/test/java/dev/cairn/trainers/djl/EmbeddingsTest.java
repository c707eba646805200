package dev.cairn.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {
    private static final List<String> TOWNS =
            IntStream.range(0, 20).mapToObj(i -> "t" + i).toList();
    private static final List<String> SIZES = List.of("s", "m", "l", "xl");

    /** A town and a size say yes together; a tenth of the towns are missing. */
    private static Frame frame(int rows, List<String> towns) {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.categorical("town", towns), Feature.numeric("x"), Feature.categorical("size", SIZES)),
                new ClassTarget("y", List.of("no", "yes")),
                Optional.empty());
        return TestFrames.memory(schema, rows, 1, (writer, row, random) -> {
            int town = random.nextInt(TOWNS.size());
            int size = random.nextInt(SIZES.size());
            writer.category(0, random.nextInt(10) > 0 ? TOWNS.get(town) : null);
            writer.numeric(1, (float) random.nextGaussian()).category(2, SIZES.get(size));
            writer.label((town * 7 % 5 < 2) != (size == 3) ? "yes" : "no");
        });
    }

    private static Learner start(Frame frame, Map<String, ?> given) throws TrainingFailure {
        MlpTrainer mlp = new MlpTrainer();
        TaskShape shape = TaskShape.of(frame);
        FoldData data = new FoldData(0, RowSet.all(frame), shape, Objective.of(Metric.LOG_LOSS));
        return mlp.start(data, mlp.complete(shape, Values.of(given).with("embeddings", Value.of(true))), 7, Device.CPU);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_restored_network_of_points_ends_bit_by_bit_like_one_that_was_not_interrupted(boolean residual)
            throws TrainingFailure {
        Frame frame = frame(200, TOWNS);
        Map<String, Object> values = Map.of("residual", residual, "dropout", 0.3, "epochs", 6);
        try (Learner whole = start(frame, values);
                Learner before = start(frame, values);
                Learner after = start(frame, values)) {
            whole.advance(6, () -> false);
            before.advance(3, () -> false);
            after.restore(before.save());
            after.advance(6, () -> false);
            assertThat(after.save()).isEqualTo(whole.save());
        }
    }

    /** Nine rows of ten have their town; 0.5 is chance. The function of the seed may move by a few rows between machines. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void points_tell_levels_apart(boolean residual) throws TrainingFailure {
        Frame frame = frame(600, TOWNS);
        try (Learner learner = start(frame, Map.of("residual", residual, "epochs", 40, "lr", 0.01))) {
            learner.advance(40, () -> false);
            assertThat(Metric.ACCURACY.compute(frame.target(), learner.predict(RowSet.all(frame))))
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void levels_are_known_by_their_spelling_and_unknown_ones_count_as_missing() throws TrainingFailure {
        Frame frame = frame(200, TOWNS);
        List<String> reversed =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "t" + (20 - i)).toList();
        Frame renumbered = frame(200, reversed);
        try (Learner learner = start(frame, Map.of("epochs", 3))) {
            learner.advance(3, () -> false);
            double[] said = ((Probabilities) learner.predict(RowSet.all(frame))).flat();
            assertThat(((Probabilities) learner.predict(RowSet.all(renumbered))).flat())
                    .isEqualTo(said);
        }
        Frame known = oneTown("t3");
        try (Learner learner = start(frame, Map.of("epochs", 3))) {
            learner.advance(3, () -> false);
            double unknown = first(learner, oneTown("elsewhere"));
            assertThat(unknown).isEqualTo(first(learner, oneTown(null))).isNotEqualTo(first(learner, known));
        }
    }

    private static double first(Learner learner, Frame frame) throws TrainingFailure {
        return ((Probabilities) learner.predict(RowSet.all(frame))).of(0, 1);
    }

    private static Frame oneTown(@org.jspecify.annotations.Nullable String town) {
        FrameSchema schema = new FrameSchema(
                List.of(
                        Feature.categorical("town", List.of()),
                        Feature.numeric("x"),
                        Feature.categorical("size", SIZES)),
                new ClassTarget("y", List.of("no", "yes")),
                Optional.empty());
        return TestFrames.memory(schema, 1, 1, (writer, row, random) -> {
            writer.category(0, town).numeric(1, 0).category(2, "m");
            writer.label("no");
        });
    }

    @Test
    void few_levels_stay_features_of_zeros_and_ones() {
        Frame frame = TestFrames.memory(TestFrames.classes("no", "yes"), 60, 1, TestFrames::separable);
        assertThat(EmbeddedInputs.useful(RowSet.all(frame))).isFalse();
        EmbeddedInputs inputs = EmbeddedInputs.fit(RowSet.all(frame(200, TOWNS)));
        assertThat(inputs.tables())
                .extracting(Embeddings.Table::width, Embeddings.Table::points)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, 5), org.assertj.core.groups.Tuple.tuple(16, 21));
    }
}
