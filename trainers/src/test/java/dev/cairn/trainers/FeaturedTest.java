package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every trainer of the registry keeps to when its columns are prepared. */
class FeaturedTest {
    private static final ClassTarget ANSWER = new ClassTarget("y", List.of("no", "yes"));
    private static final List<String> WORDS = List.of("calm", "storm", "sun", "rain", "wind", "cloud");
    private static final int ROWS = 320;
    private static final long SEED = 5;

    /** A little of everything; town, week and words tell, each alone. */
    private static final Frame MIXED = TestFrames.memory(
            new FrameSchema(
                    List.of(
                            Feature.numeric("x"),
                            Feature.datetime("t"),
                            Feature.text("report"),
                            Feature.categorical("town", List.of()),
                            Feature.ordinal("size", List.of("s", "m", "l"))),
                    ANSWER,
                    Optional.empty()),
            ROWS,
            1,
            FeaturedTest::mixed);

    private static void mixed(FrameWriter writer, int row, Random random) throws IOException {
        boolean yes = random.nextBoolean();
        long day = random.nextInt(2_000);
        writer.numeric(0, (float) (random.nextGaussian() + (yes ? 1.2 : 0)));
        writer.instant(1, 86_400 * day + random.nextInt(86_400));
        String tells = random.nextInt(4) > 0 ? WORDS.get(yes ? 1 : 0) : "";
        writer.text(2, tells + " " + WORDS.get(2 + random.nextInt(4)) + " " + WORDS.get(2 + random.nextInt(4)));
        writer.category(3, "town" + (random.nextInt(20) * 2 + (random.nextInt(5) > 0 == yes ? 1 : 0)));
        writer.category(
                4, random.nextInt(8) == 0 ? null : List.of("s", "m", "l").get(random.nextInt(3)));
        writer.label(yes ? "yes" : "no");
    }

    static Stream<Trainer> trainers() {
        return Trainers.all().stream().filter(trainer -> !trainer.unsupervised() && trainer.fits(TaskShape.of(MIXED)));
    }

    private static RowSet rows(Frame frame, int from, int to) {
        return new RowSet(frame, IntStream.range(from, to).toArray());
    }

    private static Learner start(Trainer trainer, Frame frame, Map<String, ?> said) throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        RowSet train = rows(frame, 0, frame.rows() * 3 / 4);
        Map<String, Value> values = new LinkedHashMap<>(trainer.defaults(shape).byName());
        values.putAll(Values.of(said).byName());
        return trainer.start(
                new FoldData(0, train, shape, Objective.of(Metric.ROC_AUC)), new Values(values), SEED, Device.CPU);
    }

    private static Predictions learned(Trainer trainer, Frame frame, Map<String, ?> said) throws TrainingFailure {
        try (Learner learner = start(trainer, frame, said)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            return learner.predict(held(frame));
        }
    }

    private static RowSet held(Frame frame) {
        return rows(frame, frame.rows() * 3 / 4, frame.rows());
    }

    private static double auc(Frame frame, Predictions said) {
        return Metric.ROC_AUC.compute(held(frame).target(), said);
    }

    /** All that can be turned on, at once. */
    private static final Map<String, Object> EVERYTHING = Map.of(
            "missing",
            "mean",
            "winsorize",
            0.02,
            "scaling",
            "quantile",
            "categories",
            "target",
            "rareBelow",
            3,
            "text",
            "hashed",
            "textWidth",
            32,
            "maxCorrelation",
            0.98,
            "minVariance",
            1e-6,
            "keep",
            0.6);

    /** The 80 held rows bound an AUC of 0.5 by 0.7 with three standard deviations; a right model is above 0.9. */
    @ParameterizedTest
    @MethodSource("trainers")
    void learns_from_dates_prose_and_levels(Trainer trainer) throws TrainingFailure {
        assertThat(auc(MIXED, learned(trainer, MIXED, Map.of()))).isGreaterThan(0.75);
        assertThat(auc(MIXED, learned(trainer, MIXED, EVERYTHING))).isGreaterThan(0.7);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_restored_model_prepares_rows_as_before(Trainer trainer) throws TrainingFailure {
        byte[] saved;
        double[] before;
        try (Learner learner = start(trainer, MIXED, EVERYTHING)) {
            learner.advance(Integer.MAX_VALUE, () -> false);
            saved = learner.save();
            before = ((Predictions.Probabilities) learner.predict(held(MIXED))).flat();
        }
        try (Learner restored = start(trainer, MIXED, EVERYTHING)) {
            restored.restore(saved);
            assertThat(((Predictions.Probabilities) restored.predict(held(MIXED))).flat())
                    .isEqualTo(before);
        }
    }

    /** Its only column is prose, which tells three rows of four: 0.875 are right, of 50 with a deviation of 0.047. */
    @ParameterizedTest
    @MethodSource("trainers")
    void learns_from_prose_alone(Trainer trainer) throws TrainingFailure {
        FrameSchema schema = new FrameSchema(List.of(Feature.text("report")), ANSWER, Optional.empty());
        Frame frame = TestFrames.memory(schema, 200, 3, (writer, row, random) -> {
            boolean yes = random.nextBoolean();
            writer.text(0, random.nextInt(4) > 0 ? WORDS.get(yes ? 1 : 0) : null)
                    .label(yes ? "yes" : "no");
        });
        assumeTrue(trainer.fits(TaskShape.of(frame)));
        assertThat(Metric.ACCURACY.compute(held(frame).target(), learned(trainer, frame, Map.of())))
                .isGreaterThan(0.7);
        Predictions blind = learned(trainer, frame, Map.of("text", "none"));
        assertThat(auc(frame, blind)).isCloseTo(0.5, within(1e-9));
    }

    /** 200 held rows: an AUC of chance has a standard deviation of 0.041, so that 0.18 away is four of them. */
    @ParameterizedTest
    @MethodSource("trainers")
    void a_target_encoded_random_identifier_gains_nothing(Trainer trainer) throws TrainingFailure {
        for (int levels : new int[] {800, 60}) {
            FrameSchema schema =
                    new FrameSchema(List.of(Feature.categorical("id", List.of())), ANSWER, Optional.empty());
            Frame frame = TestFrames.memory(schema, 800, levels, (writer, row, random) -> {
                int id = levels == 800 ? row : random.nextInt(levels);
                writer.category(0, "id" + id).label(random.nextBoolean() ? "yes" : "no");
            });
            assumeTrue(trainer.fits(TaskShape.of(frame)));
            Predictions said = learned(trainer, frame, Map.of("categories", "target"));
            assertThat(auc(frame, said)).as(levels + " levels").isBetween(0.32, 0.68);
            if (levels == 800) {
                // A model that had seen its own rows' answers would be sure; the log-loss of knowing nothing is 0.693.
                assertThat(Metric.LOG_LOSS.compute(held(frame).target(), said)).isBetween(0.67, 0.75);
            }
        }
    }

    /** 320 rows in 80 held: an AUC of chance has a standard deviation of 0.065; 0.26 away is four of them. */
    @ParameterizedTest
    @MethodSource("trainers")
    void shuffled_labels_give_chance(Trainer trainer) throws TrainingFailure {
        Frame shuffled = TestFrames.memory(
                new FrameSchema(
                        List.of(
                                Feature.numeric("x"),
                                Feature.datetime("t"),
                                Feature.text("report"),
                                Feature.categorical("town", List.of()),
                                Feature.ordinal("size", List.of("s", "m", "l"))),
                        ANSWER,
                        Optional.empty()),
                ROWS,
                2,
                (writer, row, random) -> {
                    mixed(writer, row, random);
                    writer.label(random.nextBoolean() ? "yes" : "no");
                });
        Map<String, Object> other =
                Map.of("categories", "oneHot", "scaling", "robust", "missing", "median", "keep", 0.3, "textWidth", 16);
        for (Map<String, Object> pipeline : List.of(EVERYTHING, other)) {
            assertThat(auc(shuffled, learned(trainer, shuffled, pipeline)))
                    .as(pipeline.toString())
                    .isBetween(0.24, 0.76);
        }
    }
}
