package dev.cairn.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkLearnerTest {
    private static final Frame TABLE =
            TestFrames.memory(TestFrames.classes("no", "yes"), 120, 1, TestFrames::separable);
    private static final Frame IMAGES = TestFrames.memory(TestFrames.images(), 80, 4, TestFrames::brightSide);
    private static final Map<String, Object> DROPPING = Map.of("dropout", 0.5, "epochs", 4);

    private static Learner start(Trainer trainer, Frame frame, int fold, Map<String, ?> given) throws TrainingFailure {
        RowSet train =
                new RowSet(frame, IntStream.range(fold * 10, frame.rows()).toArray());
        FoldData data = new FoldData(fold, train, TaskShape.of(frame), Objective.of(Metric.LOG_LOSS));
        Values values = trainer.complete(TaskShape.of(frame), Values.of(given));
        return trainer.start(data, values, 7 + fold, Device.CPU);
    }

    private static double[] flat(Learner learner, Frame frame) throws TrainingFailure {
        return ((Probabilities) learner.predict(RowSet.all(frame))).flat();
    }

    private static double[] alone(Trainer trainer, Frame frame, int fold) throws TrainingFailure {
        try (Learner learner = start(trainer, frame, fold, DROPPING)) {
            learner.advance(4, () -> false);
            return flat(learner, frame);
        }
    }

    private static void takingTurnsChangesNothing(Trainer trainer, Frame frame) throws TrainingFailure {
        try (Learner first = start(trainer, frame, 0, DROPPING);
                Learner second = start(trainer, frame, 1, DROPPING)) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                first.advance(epoch, () -> false);
                second.advance(epoch, () -> false);
            }
            assertThat(flat(first, frame)).isEqualTo(alone(trainer, frame, 0));
            assertThat(flat(second, frame)).isEqualTo(alone(trainer, frame, 1));
        }
    }

    @Test
    void perceptrons_of_two_folds_may_take_turns_although_the_engine_has_one_stream() throws TrainingFailure {
        takingTurnsChangesNothing(new MlpTrainer(), TABLE);
    }

    @Test
    void convolutions_of_two_folds_may_take_turns_although_the_engine_has_one_stream() throws TrainingFailure {
        takingTurnsChangesNothing(new CnnTrainer(), IMAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adam", "adamw"})
    void a_restored_model_of_any_optimizer_ends_bit_by_bit_like_one_that_was_not_interrupted(String optimizer)
            throws TrainingFailure {
        Map<String, Object> values = Map.of("optimizer", optimizer, "dropout", 0.3, "epochs", 6);
        try (Learner whole = start(new CnnTrainer(), IMAGES, 0, values);
                Learner before = start(new CnnTrainer(), IMAGES, 0, values);
                Learner after = start(new CnnTrainer(), IMAGES, 0, values)) {
            whole.advance(6, () -> false);
            before.advance(3, () -> false);
            after.restore(before.save());
            after.advance(6, () -> false);
            assertThat(after.save()).isEqualTo(whole.save());
        }
    }

    @Test
    void a_learning_rate_that_is_far_too_large_is_a_divergence() throws TrainingFailure {
        Map<String, Object> values = Map.of("optimizer", "sgd", "lr", 1e12, "activation", "relu");
        try (Learner learner = start(new MlpTrainer(), TABLE, 0, values)) {
            assertThatThrownBy(() -> learner.advance(20, () -> false))
                    .isInstanceOfSatisfying(
                            TrainingFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(TrainingFailure.Kind.DIVERGED));
        }
    }

    @Test
    void a_value_that_is_not_a_level_is_refused_with_the_levels() {
        assertThatThrownBy(() -> start(new MlpTrainer(), TABLE, 0, Map.of("optimizer", "rmsprop")))
                .isInstanceOf(InvalidSearch.class)
                .hasMessage("value 'optimizer' must be one of [sgd, adam, adamw], got 'rmsprop'");
    }

    @Test
    void training_ends_before_its_last_epoch_when_the_watched_loss_no_longer_falls() throws TrainingFailure {
        Values values = new MlpTrainer().defaults(TaskShape.of(TABLE)).with("lr", Value.of(0.03));
        try (Learner learner = start(new MlpTrainer(), TABLE, 0, values.raw())) {
            learner.advance(100, () -> false);
            assertThat(learner.finished()).isTrue();
            assertThat(learner.step()).isLessThan(100);
        }
    }

    @Test
    void a_large_table_is_read_from_the_frame_as_needed_with_the_same_numbers() {
        Inputs inputs = PixelInputs.fit(IMAGES.image().orElseThrow(), RowSet.all(IMAGES));
        RowSet rows = new RowSet(IMAGES, new int[] {40, 3, 77, 12});
        int[] positions = {2, 0, 3, 1};
        assertThat(new Table(inputs, rows, 0).read(positions, 1, 3))
                .isEqualTo(new Table(inputs, rows).read(positions, 1, 3));
    }

    @Test
    void pixels_are_written_channel_by_channel() {
        Frame colour = TestFrames.memory(
                new FrameSchema(
                        IntStream.range(0, 8)
                                .mapToObj(i -> Feature.pixel("p" + i))
                                .toList(),
                        new FrameSchema.NumberTarget("t"),
                        Optional.of(new ImageShape(2, 2, 2))),
                2,
                1,
                (writer, row, random) -> {
                    for (int i = 0; i < 8; i++) {
                        writer.pixel(i, i % 2 == 0 ? i : 100 + i);
                    }
                    writer.target(row);
                });
        float[] cells = new float[8];
        new PixelInputs(colour.image().orElseThrow(), 0, 1).read(colour, new int[] {1}, cells);
        assertThat(cells).containsExactly(0, 2, 4, 6, 101, 103, 105, 107);
    }
}
