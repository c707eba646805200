package dev.cairn.trainers.svm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Value;
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
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers that measure the same thing: two strong ones that tell the classes apart, and many faint ones that tell nothing. */
class ColumnsTest {
    private static final int WIDTH = 40;

    private static Frame frame(long seed) {
        List<Feature> features = IntStream.range(0, WIDTH)
                .mapToObj(i -> Feature.numeric("p" + i))
                .toList();
        FrameSchema schema = new FrameSchema(features, new ClassTarget("side", List.of("in", "out")), Optional.empty());
        return TestFrames.memory(schema, 200, seed, (writer, row, random) -> {
            double x = 100 * random.nextGaussian();
            double y = 100 * random.nextGaussian();
            for (int faint = 2; faint < WIDTH; faint++) {
                writer.numeric(faint, (float) random.nextGaussian());
            }
            writer.numeric(0, (float) x).numeric(1, (float) y).label(x * x + y * y < 14_000 ? "in" : "out");
        });
    }

    private static double accuracy(String columns) throws TrainingFailure {
        Frame frame = frame(1);
        SvmTrainer svm = new SvmTrainer();
        TaskShape shape = TaskShape.of(frame);
        FoldData fold = new FoldData(0, RowSet.all(frame), shape, Objective.of(Metric.ACCURACY));
        try (Learner learner =
                svm.start(fold, svm.defaults(shape).with(SvmTrainer.COLUMNS, Value.of(columns)), 7, Device.CPU)) {
            learner.advance(1, () -> false);
            Frame others = frame(2);
            return Metric.ACCURACY.compute(others.target(), learner.predict(RowSet.all(others)));
        }
    }

    /** With 200 rows the standard deviation of either accuracy is at most 0.035. */
    @Test
    void in_one_unit_faint_numbers_stay_faint() throws TrainingFailure {
        assertThat(accuracy("common")).isGreaterThan(0.9).isGreaterThan(accuracy("each") + 0.1);
    }

    @Test
    void one_unit_is_offered_where_all_columns_are_numbers_and_usual_for_pixels() {
        SvmTrainer svm = new SvmTrainer();
        TaskShape numbers = TaskShape.of(frame(1));
        TaskShape mixed =
                TaskShape.of(TestFrames.memory(TestFrames.classes("no", "yes"), 20, 1, TestFrames::separable));
        TaskShape pixels = TaskShape.of(TestFrames.memory(TestFrames.images(), 20, 1, TestFrames::brightSide));
        assertThat(svm.space(numbers).parameters())
                .anyMatch(parameter -> parameter.name().equals("columns"));
        assertThat(svm.space(mixed).parameters())
                .noneMatch(parameter -> parameter.name().equals("columns"));
        assertThat(svm.defaults(numbers).text("columns")).isEqualTo("each");
        assertThat(svm.defaults(pixels).text("columns")).isEqualTo("common");
    }
}
