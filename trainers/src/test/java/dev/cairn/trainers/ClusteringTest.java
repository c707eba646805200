package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NoTarget;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Agreement;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every trainer that finds clusters keeps to, and how studies judge them. */
class ClusteringTest {
    private static final FrameSchema SCHEMA = new FrameSchema(
            List.of(Feature.numeric("x"), Feature.numeric("y"), Feature.categorical("colour", List.of("red", "blue"))),
            new NoTarget(),
            Optional.empty());
    private static final Frame THREE = TestFrames.memory(SCHEMA, 300, 1, ClusteringTest::threeClouds);
    private static final TaskShape SHAPE = TaskShape.of(THREE);
    private static final Objective SILHOUETTE = Objective.of(Metric.SILHOUETTE);

    @TempDir
    Path folder;

    static Stream<Trainer> trainers() {
        return Trainers.fitting(SHAPE).stream();
    }

    /** Row i lies in the cloud i modulo 3; the clouds are ten deviations apart. */
    private static void threeClouds(FrameWriter writer, int row, Random random) throws IOException {
        double angle = row % 3 * 2 * Math.PI / 3;
        if (row % 20 != 7) {
            writer.numeric(0, (float) (6 * Math.cos(angle) + random.nextGaussian() / 2));
        }
        writer.numeric(1, (float) (1000 + 600 * Math.sin(angle) + 50 * random.nextGaussian()));
        writer.category(2, row % 3 == 0 ? "red" : "blue");
    }

    private static void oneCloud(FrameWriter writer, int row, Random random) {
        writer.numeric(0, (float) random.nextGaussian()).numeric(1, (float) random.nextGaussian());
    }

    private static Learner start(Trainer trainer, Frame frame, Values values) throws TrainingFailure {
        int[] rows = IntStream.range(0, frame.rows() * 3 / 4).toArray();
        TaskShape shape = TaskShape.of(frame);
        FoldData fold = new FoldData(0, new RowSet(frame, rows), shape, SILHOUETTE);
        return trainer.start(fold, trainer.complete(shape, values), 17, Device.CPU);
    }

    private static Clusters learned(Trainer trainer, Frame frame, Values values) throws TrainingFailure {
        try (Learner learner = start(trainer, frame, values)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            assertThat(learner.finished()).isTrue();
            assertThat(learner.modelBytes()).isBetween(0L, 1L << 20);
            assertThat(learner.provenance().orElseThrow()).contains("org.tribuo.clustering");
            return (Clusters) learner.predict(RowSet.all(frame));
        }
    }

    private static Clusters truth() {
        return new Clusters(
                IntStream.range(0, 300).mapToDouble(row -> row % 3 + 1).toArray());
    }

    private static Evaluation evaluated(Path file, String trainer, Map<String, Object> values, Recorder recorder)
            throws TrainingFailure {
        return CrossValidation.run(
                new TrainJob(
                        file,
                        trainer,
                        Values.of(values),
                        SILHOUETTE,
                        new Validation.Folds(5, false),
                        Fidelity.FULL,
                        7,
                        1,
                        Device.CPU,
                        Optional.empty()),
                recorder);
    }

    @Test
    void what_learns_from_a_target_is_left_out() {
        assertThat(trainers().map(Trainer::name)).containsExactly("kMeans", "hdbscan");
        Trainer linear = Trainers.named("linear").orElseThrow();
        assertThat(linear.cannotFitBecause(SHAPE).orElseThrow()).contains("learns from a target");
        TaskShape two = TaskShape.of(TestFrames.memory(TestFrames.classes("a", "b"), 20, 1, TestFrames::separable));
        assertThat(Trainers.named("kMeans").orElseThrow().cannotFitBecause(two).orElseThrow())
                .contains("task: clustering");
    }

    /** Clouds that do not touch are told apart but for rows on their rims and rows whose number is missing. */
    @ParameterizedTest
    @MethodSource("trainers")
    void finds_clouds_on_rows_that_it_did_not_see(Trainer trainer) throws TrainingFailure {
        Clusters said = learned(trainer, THREE, Values.NONE);
        assertThat(Agreement.of(said, truth())).isGreaterThan(0.8);
        assertThat(Arrays.stream(said.numbers()).max().orElseThrow()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void the_same_seed_gives_the_same_clusters_however_they_are_restored(Trainer trainer) throws TrainingFailure {
        Clusters first = learned(trainer, THREE, Values.NONE);
        assertThat(learned(trainer, THREE, Values.NONE).numbers()).isEqualTo(first.numbers());
        try (Learner restored = start(trainer, THREE, Values.NONE)) {
            restored.restore(new byte[] {1});
            assertThat(((Clusters) restored.predict(RowSet.all(THREE))).numbers())
                    .isEqualTo(first.numbers());
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void every_point_of_its_space_can_be_fitted_on_few_rows(Trainer trainer) throws TrainingFailure {
        Frame few = TestFrames.memory(SCHEMA, 16, 3, ClusteringTest::threeClouds);
        TaskShape shape = TaskShape.of(few);
        SplittableRandom random = new SplittableRandom(5);
        for (int point = 0; point < 12; point++) {
            double[] unit =
                    random.doubles(trainer.space(shape).parameters().size()).toArray();
            Clusters said = learned(trainer, few, trainer.space(shape).decode(unit));
            assertThat(said.finite()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void equal_rows_and_values_far_apart_do_no_harm(Trainer trainer) throws TrainingFailure {
        Frame equal = TestFrames.memory(SCHEMA, 40, 3, (writer, row, random) -> writer.numeric(0, 1));
        Frame far = TestFrames.memory(
                SCHEMA, 40, 3, (writer, row, random) -> writer.numeric(0, row % 10 == 0 ? 3e38f : 1e-30f * row));
        for (Frame frame : List.of(equal, far)) {
            assertThat(learned(trainer, frame, Values.NONE).finite()).isTrue();
            if (trainer.name().equals("kMeans")) {
                assertThat(learned(trainer, frame, Values.of(Map.of("distance", "cosine", "init", "random")))
                                .finite())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void columns_are_prepared_as_they_are_told(Trainer trainer) throws TrainingFailure {
        Map<String, Object> pipeline = Map.of(
                "missing",
                "mean",
                "winsorize",
                0.05,
                "scaling",
                "robust",
                "categories",
                "oneHot",
                "maxCorrelation",
                0.9,
                "minVariance",
                1e-6,
                "rareBelow",
                3);
        Clusters said = learned(trainer, THREE, Values.of(pipeline));
        assertThat(Agreement.of(said, truth())).isGreaterThan(0.5);
    }

    @Test
    void without_time_its_configuration_stands_unscored() throws TrainingFailure {
        Path train = TestFrames.file(folder.resolve("train"), SCHEMA, 300, 1, ClusteringTest::threeClouds);
        Path vault = TestFrames.file(folder.resolve("vault"), SCHEMA, 90, 2, ClusteringTest::threeClouds);
        FinalScore score =
                FinalEvaluation.run(finalJob(train, Optional.of(vault), Optional.of(Instant.EPOCH)), new Recorder());
        assertThat(score.metrics()).isEmpty();
        assertThat(score.note()).hasValueSatisfying(note -> assertThat(note).contains("fitted when it is first asked"));
    }

    private static FinalJob finalJob(Path train, Optional<Path> vault, Optional<Instant> until) {
        return new FinalJob(
                train,
                vault,
                "kMeans",
                Values.NONE,
                SILHOUETTE,
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                Optional.empty(),
                1,
                until,
                new FinalJob.Standing.Recipe(),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void its_defaults_lie_inside_its_space(Trainer trainer) {
        Values defaults = trainer.defaults(SHAPE);
        trainer.space(SHAPE)
                .parameters()
                .forEach(parameter -> assertThat(parameter.contains(
                                defaults.find(parameter.name()).orElseThrow()))
                        .as(parameter.name())
                        .isTrue());
        assertThat(trainer.space(SHAPE).parameters()).extracting("name").contains("scaling");
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void clear_clouds_score_high_and_are_stable(Trainer trainer) throws TrainingFailure {
        Path file = TestFrames.file(folder.resolve("three"), SCHEMA, 300, 1, ClusteringTest::threeClouds);
        Evaluation clear = evaluated(file, trainer.name(), Map.of(), new Recorder());
        assertThat(clear.metrics().keySet())
                .contains("silhouette", "calinskiHarabasz", "stability", "clusters", "noise", "robustness");
        assertThat(clear.metrics().get("silhouette")).isGreaterThan(0.6);
        assertThat(clear.metrics().get("stability")).isGreaterThan(0.8);
        assertThat(clear.perFold().get("stability")).hasSize(5);
    }

    /** Two centres for three clouds: one of the three divisions, which is not as good as the right one. */
    @Test
    void too_few_clusters_score_less() throws TrainingFailure {
        Path file = TestFrames.file(folder.resolve("three"), SCHEMA, 300, 1, ClusteringTest::threeClouds);
        double right = evaluated(file, "kMeans", Map.of("clusters", 3), new Recorder())
                .metrics()
                .get("silhouette");
        for (int clusters : List.of(2, 9)) {
            Evaluation other = evaluated(file, "kMeans", Map.of("clusters", clusters), new Recorder());
            assertThat(other.metrics().get("silhouette")).isLessThan(right - 0.05);
            assertThat(other.metrics().get("clusters")).isCloseTo(clusters, within(1.0));
        }
    }

    @Test
    void a_scale_is_not_rewarded_for_pressing_rows_together() throws TrainingFailure {
        Path file = TestFrames.file(folder.resolve("three"), SCHEMA, 300, 1, ClusteringTest::threeClouds);
        double usual =
                evaluated(file, "kMeans", Map.of(), new Recorder()).metrics().get("silhouette");
        double ranked = evaluated(file, "kMeans", Map.of("scaling", "quantile"), new Recorder())
                .metrics()
                .get("silhouette");
        assertThat(ranked).isLessThanOrEqualTo(usual + 0.01);
    }

    @Test
    void finding_nothing_is_the_worst_and_says_why() throws TrainingFailure {
        FrameSchema plain =
                new FrameSchema(List.of(Feature.numeric("x"), Feature.numeric("y")), new NoTarget(), Optional.empty());
        Path file = TestFrames.file(folder.resolve("one"), plain, 60, 1, ClusteringTest::oneCloud);
        Recorder recorder = new Recorder();
        Evaluation nothing = evaluated(file, "hdbscan", Map.of("minClusterSize", 40, "k", 5), recorder);
        assertThat(nothing.metrics())
                .containsEntry("silhouette", -1.0)
                .containsEntry("stability", -1.0)
                .containsEntry("calinskiHarabasz", 0.0);
        assertThat(recorder.lines).anyMatch(line -> line.contains("nothing to tell apart"));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void the_sealed_rows_are_judged_by_the_final_model(Trainer trainer) throws TrainingFailure {
        FinalScore score = FinalEvaluation.run(
                new FinalJob(
                        TestFrames.file(folder.resolve("train"), SCHEMA, 300, 1, ClusteringTest::threeClouds),
                        TestFrames.file(folder.resolve("vault"), SCHEMA, 90, 2, ClusteringTest::threeClouds),
                        trainer.name(),
                        Values.NONE,
                        SILHOUETTE,
                        Fidelity.FULL,
                        7,
                        1,
                        Device.CPU),
                new Recorder());
        assertThat(score.metrics().keySet())
                .containsExactly("silhouette", "calinskiHarabasz", "stability", "clusters", "noise");
        Interval silhouette = score.metrics().get("silhouette");
        assertThat(silhouette.value()).isGreaterThan(0.5).isBetween(silhouette.low(), silhouette.high());
        assertThat(score.metrics().get("stability").value()).isGreaterThan(0.8);
    }

    @Test
    void a_model_that_was_kept_gives_new_rows_their_clusters() throws TrainingFailure {
        Path train = TestFrames.file(folder.resolve("train"), SCHEMA, 300, 1, ClusteringTest::threeClouds);
        Recorder recorder = new Recorder();
        FinalEvaluation.run(finalJob(train, Optional.empty(), Optional.empty()), recorder);
        try (Predictor predictor =
                Predictor.open(train, FinalModel.read(recorder.latest()), SILHOUETTE, Device.CPU, () -> false)) {
            Frame others = TestFrames.memory(SCHEMA, 300, 9, ClusteringTest::threeClouds);
            Clusters said = (Clusters) predictor.predict(RowSet.all(others));
            assertThat(Agreement.of(said, truth())).isGreaterThan(0.8);
        }
    }
}
