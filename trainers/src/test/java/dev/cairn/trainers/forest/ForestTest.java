package dev.cairn.trainers.forest;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForestTest {
    private static final Device THREE_THREADS = new Device("cpu", 0, 3);

    static Stream<Trainer> trainers() {
        return Stream.of(new ForestTrainer(), new ExtraTreesTrainer());
    }

    private static Learner start(Trainer trainer, Frame frame, Map<String, Object> given, Device device)
            throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        Objective objective = Objective.of(shape.task().classification() ? Metric.LOG_LOSS : Metric.RMSE);
        Values values = trainer.complete(shape, Values.of(given));
        return trainer.start(new FoldData(0, RowSet.all(frame), shape, objective), values, 5, device);
    }

    private static Predictions grown(Trainer trainer, Frame frame, Map<String, Object> given) throws TrainingFailure {
        try (Learner learner = start(trainer, frame, given, Device.CPU)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            return learner.predict(RowSet.all(frame));
        }
    }

    private static double accuracy(Frame frame, Predictions said) {
        return Metric.ACCURACY.compute(frame.target(), said);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void any_number_of_threads_grows_the_same_trees(Trainer trainer) throws TrainingFailure {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 150, 3, TestFrames::linear);
        Map<String, Object> few = Map.of("trees", 25);
        try (Learner three = start(trainer, frame, few, THREE_THREADS)) {
            three.advance(7, () -> false);
            three.advance(25, () -> false);
            assertThat(three.predict(RowSet.all(frame)))
                    .usingRecursiveComparison()
                    .isEqualTo(grown(trainer, frame, few));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void three_threads_stop_when_called_off(Trainer trainer) throws TrainingFailure {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 150, 3, TestFrames::linear);
        try (Learner learner = start(trainer, frame, Map.of(), THREE_THREADS)) {
            learner.advance(Integer.MAX_VALUE, () -> true);
            assertThat(learner.step()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void half_a_tree_is_thrown_away_when_called_off(Trainer trainer) throws TrainingFailure {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 900, 3, TestFrames::linear);
        try (Learner learner = start(trainer, frame, Map.of("minLeaf", 1), Device.CPU)) {
            AtomicInteger asked = new AtomicInteger();
            learner.advance(1, () -> asked.incrementAndGet() > 3);
            assertThat(learner.step()).isZero();
            learner.advance(1, () -> false);
            assertThat(learner.step()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void what_is_missing_can_be_what_decides(Trainer trainer) throws TrainingFailure {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.numeric("x"), Feature.categorical("c", List.of("a", "b"))),
                new ClassTarget("y", List.of("none", "x", "c")),
                Optional.empty());
        Frame frame = TestFrames.memory(schema, 300, 1, (writer, row, random) -> {
            int gone = random.nextInt(3);
            if (gone != 1) {
                writer.numeric(0, (float) random.nextGaussian());
            }
            writer.category(1, gone == 2 ? null : random.nextBoolean() ? "a" : "b");
            writer.label(List.of("none", "x", "c").get(gone));
        });
        Predictions said = grown(trainer, frame, Map.of("trees", 30, "minLeaf", 20, "features", 1.0));
        assertThat(accuracy(frame, said)).isGreaterThan(0.97);
    }

    /** Half of the levels, in no order, say yes: one split can tell them apart. */
    @ParameterizedTest
    @MethodSource("trainers")
    void levels_are_divided_in_any_way(Trainer trainer) throws TrainingFailure {
        Frame frame = parity(List.of("no", "yes"));
        Map<String, Object> shallow =
                Map.of("trees", 60, "depth", trainer.name().equals("forest") ? 1 : 4);
        assertThat(accuracy(frame, grown(trainer, frame, shallow))).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void many_classes_find_their_levels(Trainer trainer) throws TrainingFailure {
        Frame frame = parity(List.of("no", "yes", "perhaps"));
        assertThat(accuracy(frame, grown(trainer, frame, Map.of("trees", 60)))).isGreaterThan(0.95);
    }

    private static Frame parity(List<String> labels) {
        List<String> levels = IntStream.range(0, 40).mapToObj(i -> "l" + i).toList();
        FrameSchema schema = new FrameSchema(
                List.of(Feature.categorical("c", levels)), new ClassTarget("y", labels), Optional.empty());
        return TestFrames.memory(schema, 1200, 1, (writer, row, random) -> {
            int level = random.nextInt(levels.size());
            writer.category(0, levels.get(level));
            writer.label(labels.get(level * 7 % 11 % labels.size()));
        });
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void beyond_254_levels_the_rare_ones_share_a_bin(Trainer trainer) throws TrainingFailure {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.categorical("c", List.of())),
                new ClassTarget("y", List.of("often", "rare")),
                Optional.empty());
        Frame frame = TestFrames.memory(schema, 1000, 1, (writer, row, random) -> {
            boolean rare = row % 2 == 1;
            writer.category(0, rare ? "rare" + row : "often" + row % 20);
            writer.label(rare ? "rare" : "often");
        });
        assertThat(accuracy(frame, grown(trainer, frame, Map.of("trees", 30)))).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void balanced_classes_find_the_rare_one(Trainer trainer) throws TrainingFailure {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.numeric("x")), new ClassTarget("y", List.of("common", "rare")), Optional.empty());
        Frame frame = TestFrames.memory(schema, 1000, 1, (writer, row, random) -> {
            boolean rare = row % 20 == 0;
            writer.numeric(0, (float) (random.nextGaussian() + (rare ? 1 : 0)));
            writer.label(rare ? "rare" : "common");
        });
        Map<String, Object> plain = Map.of("trees", 20, "minLeaf", 40);
        Map<String, Object> balanced = Map.of("trees", 20, "minLeaf", 40, "classWeights", "balanced");
        assertThat(Metric.BALANCED_ACCURACY.compute(frame.target(), grown(trainer, frame, balanced)))
                .isGreaterThan(Metric.BALANCED_ACCURACY.compute(frame.target(), grown(trainer, frame, plain)) + 0.1);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void leaves_and_their_rows_are_limited(Trainer trainer) throws TrainingFailure {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 400, 3, TestFrames::linear);
        assertThat(distinct(grown(trainer, frame, Map.of("trees", 1, "leaves", 5))))
                .isEqualTo(5);
        assertThat(distinct(grown(trainer, frame, Map.of("trees", 1, "minLeaf", 100))))
                .isBetween(2L, 4L);
        assertThat(distinct(grown(trainer, frame, Map.of("trees", 1, "depth", 1))))
                .isEqualTo(2);
    }

    @Test
    void a_cart_can_be_read() throws TrainingFailure {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 400, 3, TestFrames::linear);
        assertThat(distinct(grown(new CartTrainer(), frame, Map.of("leaves", 7))))
                .isEqualTo(7);
    }

    private static long distinct(Predictions said) {
        return Arrays.stream(((Predictions.Values) said).values()).distinct().count();
    }

    @Test
    void a_forest_too_large_to_save_grows_anew() throws TrainingFailure {
        Trainer trainer = new ExtraTreesTrainer();
        Frame frame = TestFrames.memory(TestFrames.numbers(), 4000, 3, TestFrames::linear);
        Map<String, Object> large = Map.of("trees", 120, "minLeaf", 1);
        List<byte[]> saved = new ArrayList<>();
        try (Learner learner = start(trainer, frame, large, Device.CPU)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            saved.add(learner.save());
        }
        assertThat(saved.get(0)).hasSizeLessThan(100);
        try (Learner restored = start(trainer, frame, large, Device.CPU)) {
            restored.restore(saved.get(0));
            assertThat(restored.step()).isEqualTo(120);
        }
    }
}
