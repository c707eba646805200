package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every trainer of the registry keeps to. */
class TrainerContractTest {
    private static final Frame TWO = TestFrames.memory(TestFrames.classes("no", "yes"), 240, 1, TestFrames::separable);
    private static final Frame THREE =
            TestFrames.memory(TestFrames.classes("low", "middle", "high"), 240, 2, TestFrames::threeClasses);
    private static final Frame NUMBERS = TestFrames.memory(TestFrames.numbers(), 240, 3, TestFrames::linear);
    private static final Frame IMAGES = TestFrames.memory(TestFrames.images(), 120, 4, TestFrames::brightSide);
    private static final long SEED = 17;

    static Stream<Trainer> trainers() {
        return Trainers.all().stream().filter(trainer -> !trainer.unsupervised());
    }

    /** The first task of the kind that this trainer takes. */
    private static Frame classification(Trainer trainer) {
        return trainer.fits(TaskShape.of(TWO)) ? TWO : IMAGES;
    }

    private static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static RowSet train(Frame frame) {
        return new RowSet(frame, rows(0, frame.rows() * 3 / 4));
    }

    private static RowSet held(Frame frame) {
        return new RowSet(frame, rows(frame.rows() * 3 / 4, frame.rows()));
    }

    private static Learner start(Trainer trainer, Frame frame, long seed) throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        Metric metric = shape.task().classification() ? Metric.ACCURACY : Metric.R2;
        FoldData fold = new FoldData(0, train(frame), shape, Objective.of(metric));
        return trainer.start(fold, trainer.defaults(shape), seed, Device.CPU);
    }

    private static Predictions learned(Trainer trainer, Frame frame, long seed) throws TrainingFailure {
        try (Learner learner = start(trainer, frame, seed)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            assertThat(learner.finished()).isTrue();
            return learner.predict(held(frame));
        }
    }

    private static double[] numbers(Predictions predictions) {
        return predictions instanceof Predictions.Probabilities probabilities
                ? probabilities.flat()
                : ((Predictions.Values) predictions).values();
    }

    /** Bayes' accuracy is about 0.87 (a fifth of the rows miss a cell that matters); 0.5 is chance. */
    @ParameterizedTest
    @MethodSource("trainers")
    void learns_two_classes_through_missing_cells_and_categories(Trainer trainer) throws TrainingFailure {
        Frame frame = classification(trainer);
        Predictions said = learned(trainer, frame, SEED);
        assertThat(Metric.ACCURACY.compute(held(frame).target(), said)).isGreaterThan(0.72);
        assertThat(Metric.ROC_AUC.compute(held(frame).target(), said)).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void learns_three_classes(Trainer trainer) throws TrainingFailure {
        assumeTrue(trainer.fits(TaskShape.of(THREE)));
        Predictions said = learned(trainer, THREE, SEED);
        assertThat(Metric.ACCURACY.compute(held(THREE).target(), said)).isGreaterThan(0.6);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void learns_a_number_far_from_zero(Trainer trainer) throws TrainingFailure {
        assumeTrue(trainer.fits(TaskShape.of(NUMBERS)));
        Predictions said = learned(trainer, NUMBERS, SEED);
        assertThat(Metric.R2.compute(held(NUMBERS).target(), said)).isGreaterThan(0.5);
    }

    /** From a few hundred rows of three columns, or of 64 pixels for networks that see images. */
    @ParameterizedTest
    @MethodSource("trainers")
    void says_how_large_its_model_is(Trainer trainer) throws TrainingFailure {
        try (Learner learner = start(trainer, classification(trainer), SEED)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            assertThat(learner.modelBytes()).isBetween(8L, 16L << 20);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void gives_probabilities_that_add_up(Trainer trainer) throws TrainingFailure {
        Predictions.Probabilities said = (Predictions.Probabilities) learned(trainer, classification(trainer), SEED);
        for (int row = 0; row < said.rows(); row++) {
            assertThat(said.of(row, 0)).isBetween(0.0, 1.0);
            assertThat(said.of(row, 0) + said.of(row, 1)).isCloseTo(1, within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void the_same_seed_gives_the_same_bits(Trainer trainer) throws TrainingFailure {
        Frame frame = classification(trainer);
        assertThat(numbers(learned(trainer, frame, SEED))).isEqualTo(numbers(learned(trainer, frame, SEED)));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void how_the_way_is_divided_does_not_matter(Trainer trainer) throws TrainingFailure {
        Frame frame = classification(trainer);
        try (Learner learner = start(trainer, frame, SEED)) {
            for (int step = 1; !learner.finished(); step += 3) {
                learner.advance(step, () -> false);
                learner.predict(held(frame));
            }
            assertThat(numbers(learner.predict(held(frame)))).isEqualTo(numbers(learned(trainer, frame, SEED)));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_restored_learner_ends_like_an_uninterrupted_one(Trainer trainer) throws TrainingFailure {
        Frame frame = classification(trainer);
        byte[] saved;
        int step;
        try (Learner interrupted = start(trainer, frame, SEED)) {
            interrupted.advance(5, () -> false);
            saved = interrupted.save();
            step = interrupted.step();
        }
        try (Learner restored = start(trainer, frame, SEED)) {
            restored.restore(saved);
            assertThat(restored.step()).isEqualTo(step);
            restored.advance(Integer.MAX_VALUE, () -> false);
            assertThat(numbers(restored.predict(held(frame)))).isEqualTo(numbers(learned(trainer, frame, SEED)));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void stops_at_once_when_called_off(Trainer trainer) throws TrainingFailure {
        try (Learner learner = start(trainer, classification(trainer), SEED)) {
            learner.advance(Integer.MAX_VALUE, () -> true);
            assertThat(learner.step()).isZero();
        }
    }

    /** Half the labels are drawn, so that the classes overlap; leaves are not pure, since what weighs in them is one class alone. */
    @ParameterizedTest
    @MethodSource("trainers")
    void a_class_that_counts_more_is_said_more_often(Trainer trainer) throws TrainingFailure {
        boolean table = trainer.fits(TaskShape.of(TWO));
        Frame frame = table
                ? TestFrames.memory(TestFrames.classes("no", "yes"), 240, 1, (writer, row, random) -> {
                    TestFrames.separable(writer, row, random);
                    overruled(writer, random, "no", "yes");
                })
                : TestFrames.memory(TestFrames.images(), 120, 4, (writer, row, random) -> {
                    TestFrames.brightSide(writer, row, random);
                    overruled(writer, random, "left", "right");
                });
        TaskShape shape = TaskShape.of(frame);
        assumeTrue(trainer.defaults(shape).has(ClassWeights.PARAMETER));
        Values usual = trainer.defaults(shape).has("minLeaf")
                ? trainer.defaults(shape).with("minLeaf", Value.of(20))
                : trainer.defaults(shape);
        String second = table ? "yes" : "right";
        Values weighed = usual.with(ClassWeights.PARAMETER, Value.of(ClassWeights.text(Map.of(second, 20.0))));
        assertThat(meanOfSecond(learned(trainer, frame, weighed)))
                .isGreaterThan(meanOfSecond(learned(trainer, frame, usual)) + 0.02);
    }

    private static void overruled(FrameWriter writer, Random random, String... labels) throws IOException {
        if (random.nextBoolean()) {
            writer.label(labels[random.nextInt(2)]);
        }
    }

    private static Predictions learned(Trainer trainer, Frame frame, Values values) throws TrainingFailure {
        FoldData fold = new FoldData(0, train(frame), TaskShape.of(frame), Objective.of(Metric.ACCURACY));
        try (Learner learner = trainer.start(fold, values, SEED, Device.CPU)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            return learner.predict(held(frame));
        }
    }

    private static double meanOfSecond(Predictions said) {
        Predictions.Probabilities probabilities = (Predictions.Probabilities) said;
        return IntStream.range(0, said.rows())
                .mapToDouble(row -> probabilities.of(row, 1))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void its_space_is_sound_and_its_defaults_are_inside(Trainer trainer) {
        SplittableRandom random = new SplittableRandom(5);
        for (Frame frame : List.of(TWO, THREE, NUMBERS, IMAGES)) {
            TaskShape shape = TaskShape.of(frame);
            if (!trainer.fits(shape)) {
                continue;
            }
            Values defaults = trainer.defaults(shape);
            trainer.space(shape).parameters().forEach(parameter -> {
                assertThat(defaults.has(parameter.name())).as(parameter.name()).isTrue();
                assertThat(parameter.contains(defaults.find(parameter.name()).orElseThrow()))
                        .as("default of " + parameter.name())
                        .isTrue();
            });
            double[] point =
                    random.doubles(trainer.space(shape).parameters().size()).toArray();
            Values complete = trainer.complete(shape, trainer.space(shape).decode(point));
            assertThat(complete.byName().keySet())
                    .containsExactlyInAnyOrderElementsOf(defaults.byName().keySet());
            assertThat(trainer.maxSteps(complete)).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void says_why_it_cannot_take_a_task(Trainer trainer) {
        for (Frame frame : List.of(TWO, THREE, NUMBERS, IMAGES)) {
            TaskShape shape = TaskShape.of(frame);
            assertThat(trainer.fits(shape))
                    .isEqualTo(trainer.cannotFitBecause(shape).isEmpty());
        }
    }
}
