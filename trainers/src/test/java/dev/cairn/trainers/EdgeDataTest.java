package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that are legal and odd fail no trainer, whatever is made of their columns. */
class EdgeDataTest {
    private static final ClassTarget TWO = new ClassTarget("y", List.of("a", "b"));

    private static final List<Map<String, Object>> PIPELINES = List.of(
            Map.of(),
            Map.of("missing", "mean", "scaling", "quantile", "categories", "target", "keep", 0.5, "rareBelow", 2),
            Map.of("categories", "oneHot", "scaling", "robust", "winsorize", 0.1, "maxCorrelation", 0.9));

    static Stream<Trainer> trainers() {
        return Trainers.all().stream()
                .filter(trainer -> !trainer.unsupervised() && !trainer.name().equals("cnn"));
    }

    private static FrameSchema schema(TargetColumn target, List<Feature> features) {
        return new FrameSchema(features, target, Optional.empty());
    }

    private static void survives(Trainer trainer, Frame frame) throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        if (!trainer.fits(shape)) {
            return;
        }
        Metric metric = shape.task().classification() ? Metric.LOG_LOSS : Metric.RMSE;
        RowSet train =
                new RowSet(frame, IntStream.range(0, frame.rows() * 4 / 5).toArray());
        for (Map<String, Object> pipeline : PIPELINES) {
            Map<String, Value> values =
                    new LinkedHashMap<>(trainer.defaults(shape).byName());
            Values.of(pipeline).byName().forEach(values::replace);
            few(values);
            FoldData fold = new FoldData(0, train, shape, Objective.of(metric));
            try (Learner learner = trainer.start(fold, new Values(values), 3, Device.CPU)) {
                learner.advance(Integer.MAX_VALUE, () -> false);
                assertThat(learner.predict(RowSet.all(frame)).finite())
                        .as(pipeline.toString())
                        .isTrue();
            }
        }
    }

    /** Odd data shows in the first steps. */
    private static void few(Map<String, Value> values) {
        for (String steps : List.of("rounds", "trees", "epochs")) {
            values.computeIfPresent(steps, (name, usual) -> new Value.Whole(3));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_class_of_two_rows(Trainer trainer) throws TrainingFailure {
        ClassTarget three = new ClassTarget("y", List.of("a", "b", "rare"));
        FrameSchema schema = schema(three, List.of(Feature.numeric("x"), Feature.categorical("c", List.of())));
        survives(
                trainer,
                TestFrames.memory(
                        schema,
                        60,
                        1,
                        (writer, row, random) -> writer.numeric(0, (float) random.nextGaussian())
                                .category(1, "l" + row % 7)
                                .label(row == 3 || row == 58 ? "rare" : row % 2 == 0 ? "a" : "b")));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void columns_that_never_vary_or_are_never_there(Trainer trainer) throws TrainingFailure {
        List<Feature> features = List.of(
                Feature.numeric("constant"),
                Feature.numeric("empty"),
                Feature.numeric("late"),
                Feature.categorical("one", List.of()),
                Feature.categorical("none", List.of()),
                Feature.datetime("never"),
                Feature.text("silent"));
        for (TargetColumn target : List.of(TWO, new NumberTarget("y"))) {
            Frame frame = TestFrames.memory(schema(target, features), 50, 1, (writer, row, random) -> {
                writer.numeric(0, 7).category(3, "same");
                if (row >= 45) {
                    writer.numeric(2, 1e30f)
                            .category(4, "new")
                            .instant(5, 4_000_000_000L)
                            .text(6, "at last");
                }
                if (target == TWO) {
                    writer.label(random.nextBoolean() ? "a" : "b");
                } else {
                    writer.target(random.nextGaussian());
                }
            });
            survives(trainer, frame);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void more_columns_than_rows(Trainer trainer) throws TrainingFailure {
        List<Feature> features = new ArrayList<>();
        for (int c = 0; c < 1_300; c++) {
            features.add(c % 100 == 0 ? Feature.categorical("c" + c, List.of()) : Feature.numeric("c" + c));
        }
        survives(trainer, TestFrames.memory(schema(TWO, features), 50, 1, (writer, row, random) -> {
            for (int c = 0; c < 1_300; c++) {
                if (c % 100 == 0) {
                    writer.category(c, "l" + random.nextInt(5));
                } else {
                    writer.numeric(c, (float) random.nextGaussian());
                }
            }
            writer.label(row % 2 == 0 ? "a" : "b");
        }));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_category_of_twenty_thousand_levels(Trainer trainer) throws TrainingFailure {
        List<String> levels =
                IntStream.range(0, 20_000).mapToObj(i -> "level" + i).toList();
        FrameSchema schema = schema(TWO, List.of(Feature.categorical("c", levels), Feature.numeric("x")));
        survives(
                trainer,
                TestFrames.memory(
                        schema,
                        600,
                        1,
                        (writer, row, random) -> writer.category(0, levels.get(random.nextInt(20_000)))
                                .numeric(1, (float) random.nextGaussian())
                                .label(random.nextBoolean() ? "a" : "b")));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void numbers_as_far_apart_as_floats_go(Trainer trainer) throws TrainingFailure {
        FrameSchema schema = schema(new NumberTarget("y"), List.of(Feature.numeric("x"), Feature.numeric("z")));
        survives(
                trainer,
                TestFrames.memory(
                        schema,
                        60,
                        1,
                        (writer, row, random) -> writer.numeric(
                                        0, row % 10 == 0 ? 3e38f : row % 10 == 1 ? -3e38f : 1e-30f * row)
                                .numeric(1, (float) random.nextGaussian())
                                .target(1e12 * random.nextGaussian())));
    }
}
