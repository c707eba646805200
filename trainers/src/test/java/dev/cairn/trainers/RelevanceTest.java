package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import dev.cairn.trainers.data.Predictions.Marginals;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several columns of two classes, side by side. */
class RelevanceTest {
    private static final FrameSchema SCHEMA = new FrameSchema(
            List.of(Feature.numeric("x"), Feature.numeric("z"), Feature.categorical("town", List.of("a", "b"))),
            new ClassTarget(
                    "left, above, never",
                    List.of("000"),
                    List.of(
                            new LabelColumn("left", "no", "yes"),
                            new LabelColumn("above", "0", "1"),
                            new LabelColumn("never", "f", "t"))),
            Optional.empty());
    private static final Frame FRAME = TestFrames.memory(SCHEMA, 200, 1, RelevanceTest::row);

    static Stream<Trainer> trainers() {
        return Trainers.all().stream().filter(trainer -> !trainer.unsupervised());
    }

    /** Left goes with x, above with z and the town; nothing is ever never. */
    private static void row(dev.cairn.trainers.data.FrameWriter writer, int row, java.util.Random random)
            throws IOException {
        double x = random.nextGaussian();
        double z = random.nextGaussian();
        boolean town = random.nextBoolean();
        writer.numeric(0, (float) x).numeric(1, (float) z).category(2, town ? "b" : "a");
        boolean left = x + 0.2 * random.nextGaussian() < 0;
        boolean above = z + (town ? 1 : -1) + 0.2 * random.nextGaussian() > 0;
        writer.label((left ? "1" : "0") + (above ? "1" : "0") + "0");
    }

    private static Learner start(Trainer trainer) throws TrainingFailure {
        TaskShape shape = TaskShape.of(FRAME);
        RowSet train = new RowSet(FRAME, IntStream.range(0, 150).toArray());
        FoldData fold = new FoldData(0, train, shape, Objective.of(Metric.HAMMING_LOSS));
        return trainer.start(fold, trainer.defaults(shape), 7, Device.CPU);
    }

    /** A guess is wrong in a third of the cells: in half of those of two columns. */
    @ParameterizedTest
    @MethodSource("trainers")
    void each_column_is_learned_and_a_restored_model_ends_like_an_uninterrupted_one(Trainer trainer)
            throws TrainingFailure {
        assumeTrue(trainer.fits(TaskShape.of(FRAME)));
        RowSet held = new RowSet(FRAME, IntStream.range(150, 200).toArray());
        try (Learner learner = start(trainer);
                Learner before = start(trainer);
                Learner after = start(trainer)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            assertThat(learner.finished()).isTrue();
            Marginals said = (Marginals) learner.predict(held);
            assertThat(Metric.HAMMING_LOSS.compute(held.target(), said)).isLessThan(0.17);
            assertThat(Metric.MEAN_AUC.compute(held.target(), said)).isGreaterThan(0.85);
            before.advance(2, () -> false);
            after.restore(before.save());
            after.advance(Integer.MAX_VALUE, () -> false);
            assertThat(((Marginals) after.predict(held)).flat()).isEqualTo(said.flat());
        }
    }

    @Test
    void folds_keep_the_sets_of_labels_in_proportion_and_the_trial_ends_with_all_metrics_of_labels(@TempDir Path folder)
            throws TrainingFailure {
        Path file = TestFrames.file(folder.resolve("frame"), SCHEMA, 200, 1, RelevanceTest::row);
        Trainer cart = Trainers.named("cart").orElseThrow();
        TrainJob job = new TrainJob(
                file,
                "cart",
                cart.defaults(TaskShape.of(FRAME)),
                Objective.of(Metric.MACRO_F1),
                new Validation.Folds(4, true),
                Fidelity.FULL,
                5,
                1,
                Device.CPU,
                Optional.empty());
        Evaluation evaluation = CrossValidation.run(job, new Recorder());
        assertThat(evaluation.metrics().keySet())
                .contains("macroF1", "microF1", "hammingLoss", "meanAuc", "subsetAccuracy");
        assertThat(evaluation.metrics().get("microF1")).isGreaterThan(0.7);
        assertThat(evaluation.outOfFold()).isInstanceOf(Marginals.class);
    }

    @Test
    void labels_come_back_from_a_file(@TempDir Path folder) throws IOException {
        Path file = TestFrames.file(folder.resolve("frame"), SCHEMA, 50, 1, RelevanceTest::row);
        Target.Labels labels = (Target.Labels) FrameFile.map(file).target();
        assertThat(labels.columns()).extracting(LabelColumn::name).containsExactly("left", "above", "never");
        assertThat(labels.task()).isEqualTo(Task.MULTILABEL);
        assertThat(labels.of(1).labels()).containsExactly("0", "1");
        Target.Labels same = (Target.Labels) FRAME.target();
        for (int row = 0; row < 50; row++) {
            assertThat(labels.says(row, 0)).isEqualTo(same.says(row, 0));
        }
    }

    /** By hand: cells 1 1 | 1 0 | 0 0 are said 1 0 | 1 1 | 0 0. */
    @Test
    void metrics_of_labels_count_cells_and_rows() {
        Target.Labels truth = new Target.Labels(
                new int[] {0, 1, 2},
                List.of("11", "10", "00"),
                List.of(new LabelColumn("a", "n", "y"), new LabelColumn("b", "n", "y")));
        Marginals said = new Marginals(2, new double[] {0.9, 0.2, 0.8, 0.7, 0.1, 0.3});
        assertThat(Metric.HAMMING_LOSS.compute(truth, said)).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(Metric.SUBSET_ACCURACY.compute(truth, said)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metric.MICRO_F1.compute(truth, said)).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(Metric.MACRO_F1.compute(truth, said)).isCloseTo(0.5, within(1e-12));
        assertThat(Metric.MEAN_AUC.compute(truth, said)).isCloseTo(0.5, within(1e-12));
    }
}
