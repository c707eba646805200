package dev.cairn.trainers.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.RowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What columns become before a model sees them; fitted on some rows, asked about all. */
class PipelineTest {
    private static final Offset<Float> CLOSE = within(1e-5f);
    private static final long SEED = 11;

    private static FrameSchema schema(Feature... features) {
        return new FrameSchema(List.of(features), new NumberTarget("y"), Optional.empty());
    }

    private static Frame numbers(float... cells) {
        return TestFrames.memory(schema(Feature.numeric("x")), cells.length, 1, (writer, row, random) -> {
            writer.numeric(0, cells[row]).target(row);
        });
    }

    private static Frame levels(double[] answers, String... cells) {
        return TestFrames.memory(
                schema(Feature.categorical("c", List.of())), cells.length, 1, (writer, row, random) -> {
                    writer.category(0, cells[row].equals("-") ? null : cells[row])
                            .target(answers[row]);
                });
    }

    private static FeatureSettings settings(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return FeatureSettings.of(Values.of(values));
    }

    private static RowSet first(Frame frame, int rows) {
        return new RowSet(frame, IntStream.range(0, rows).toArray());
    }

    private static float[] cells(Column column, int rows) {
        float[] cells = new float[rows];
        for (int row = 0; row < rows; row++) {
            cells[row] = ((Column.Numeric) column).value(row);
        }
        return cells;
    }

    private static List<Column> made(Frame frame, int fitted, FeatureSettings settings) {
        return Pipeline.fit(first(frame, fitted), settings, SEED)
                .of(RowSet.all(frame))
                .frame()
                .columns();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    @Test
    void missing_numbers_are_filled_by_what_training_has_and_marked() {
        Frame frame = numbers(1, 1, 4, 6, Float.NaN, Float.NaN, 100);
        assertThat(cells(made(frame, 5, settings("missing", "mean")).get(0), 7)[5])
                .isCloseTo(3, CLOSE);
        assertThat(cells(made(frame, 5, settings("missing", "median")).get(0), 7)[5])
                .isEqualTo(2.5f);
        assertThat(cells(made(frame, 5, settings("missing", "mostFrequent")).get(0), 7)[5])
                .isEqualTo(1);
        List<Column> constant = made(frame, 5, settings("missing", "constant", "missingValue", -9.0));
        assertThat(cells(constant.get(0), 7)[5]).isEqualTo(-9);
        assertThat(names(constant)).containsExactly("x", "x missing");
        assertThat(cells(constant.get(1), 7)).containsExactly(0, 0, 0, 0, 1, 1, 0);
        assertThat(made(frame, 5, settings("missing", "mean", "indicators", false)))
                .hasSize(1);
        assertThat(made(frame, 4, settings("missing", "mean"))).hasSize(1);
    }

    @Test
    void far_numbers_are_pulled_in_to_where_training_ends() {
        Frame frame = numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -50, 50, Float.NaN);
        float[] cells = cells(made(frame, 10, settings("winsorize", 0.1)).get(0), 13);
        assertThat(cells[0]).isCloseTo(0.9f, CLOSE);
        assertThat(cells[10]).isCloseTo(0.9f, CLOSE);
        assertThat(cells[11]).isCloseTo(8.1f, CLOSE);
        assertThat(cells[5]).isEqualTo(5);
        assertThat(cells[12]).isNaN();
    }

    @Test
    void scales_are_those_of_training() {
        Frame frame = numbers(1, 2, 3, 4, 1000, 7);
        assertThat(cells(made(frame, 5, settings("scaling", "robust")).get(0), 6))
                .containsExactly(-1, -0.5f, 0, 0.5f, 498.5f, 2);
        float[] ranks = cells(made(frame, 5, settings("scaling", "quantile")).get(0), 6);
        assertThat(ranks[2]).isCloseTo(0, CLOSE);
        assertThat(ranks[4]).isCloseTo(-ranks[0], CLOSE).isCloseTo(1.281552f, within(1e-4f));
        assertThat(ranks[5]).isBetween(ranks[3], ranks[4]);
        float[] standard = cells(made(frame, 2, settings("scaling", "standard")).get(0), 6);
        assertThat(standard[0]).isCloseTo(-1, CLOSE);
        assertThat(standard[2]).isCloseTo(3, CLOSE);
    }

    @Test
    void a_trainer_leaves_a_scale_that_was_chosen() {
        Frame frame = numbers(1, 2, 3, 4, 1000);
        RowSet rows = Pipeline.fit(first(frame, 5), settings("scaling", "robust"), SEED)
                .learned();
        assertThat(Features.fit(rows, FeatureSpec.DENSE).transform(rows).at(4, 0))
                .isEqualTo(498.5f);
    }

    @Test
    void nothing_is_made_of_columns_that_never_vary_or_are_never_there() {
        Frame constant = numbers(5, 5, 5, 5);
        Frame missing = numbers(Float.NaN, Float.NaN, Float.NaN, 3);
        for (String scaling : List.of("standard", "robust", "quantile", "none")) {
            FeatureSettings all = settings("scaling", scaling, "missing", "mean", "winsorize", 0.05, "keep", 0.5);
            for (Frame frame : List.of(constant, missing)) {
                for (Column column : made(frame, 3, all)) {
                    for (float cell : cells(column, frame.rows())) {
                        assertThat(Float.isFinite(cell)).as(scaling).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void rare_and_unseen_levels_are_one() {
        Frame frame = levels(new double[8], "a", "a", "b", "c", "a", "-", "d", "b");
        Column.Categorical grouped =
                (Column.Categorical) made(frame, 6, settings("rareBelow", 2)).get(0);
        assertThat(grouped.levels()).containsExactly("a", "(rare)");
        assertThat(IntStream.range(0, 8).map(grouped::code).toArray())
                .containsExactly(0, 0, 1, 1, 0, Column.Categorical.MISSING, 1, 1);
    }

    @Test
    void levels_become_zeros_and_ones_or_their_number() {
        Frame frame = levels(new double[5], "a", "b", "a", "c", "-");
        List<Column> oneHot = made(frame, 3, settings("categories", "oneHot"));
        assertThat(names(oneHot)).containsExactly("c=a", "c=b");
        assertThat(cells(oneHot.get(0), 5)).containsExactly(1, 0, 1, 0, 0);
        float[] numbers =
                cells(made(frame, 3, settings("categories", "ordinal")).get(0), 5);
        assertThat(Arrays.copyOf(numbers, 3)).containsExactly(0, 1, 0);
        assertThat(numbers[3]).isNaN();
        assertThat(numbers[4]).isNaN();
    }

    /** Level a has the answers 1, 3 and 2, all six a mean of 4: (1 + 3 + 2 + 10 * 4) / (3 + 10). */
    @Test
    void a_level_is_its_mean_drawn_towards_the_mean_of_all() {
        Frame frame = levels(new double[] {1, 3, 2, 6, 6, 6, 0}, "a", "a", "a", "b", "b", "-", "new");
        float[] asked = cells(made(frame, 6, settings("categories", "target")).get(0), 7);
        assertThat(asked[0]).isCloseTo(46 / 13f, CLOSE);
        assertThat(asked[3]).isCloseTo(52 / 12f, CLOSE);
        assertThat(asked[5]).isCloseTo(46 / 11f, CLOSE);
        assertThat(asked[6]).isCloseTo(4, CLOSE);
        float[] bare = cells(
                made(frame, 6, settings("categories", "target", "targetSmoothing", 0.0))
                        .get(0),
                7);
        assertThat(bare[0]).isCloseTo(2, CLOSE);
    }

    @Test
    void no_row_has_a_part_in_what_it_is_learned_by() {
        SplittableRandom random = new SplittableRandom(4);
        double[] answers = random.doubles(60).toArray();
        String[] cells = random.ints(60, 0, 6).mapToObj(i -> "l" + i).toArray(String[]::new);
        FeatureSettings settings = settings("categories", "target");
        Frame frame = levels(answers, cells);
        float[] before = learned(frame, settings);
        for (int row : new int[] {0, 17, 59}) {
            double[] other = answers.clone();
            other[row] += 50;
            float shift = 50f / 60;
            float[] after = learned(levels(other, cells), settings);
            // Only through the mean of all rows, which is the same for every row of the level: 10 / (n + 10) of it.
            assertThat(Math.abs(after[row] - before[row])).isLessThan(shift);
            assertThat(IntStream.range(0, 60)
                            .filter(i -> after[i] - before[i] > 2 * shift)
                            .count())
                    .as("other rows of the level see it")
                    .isPositive();
        }
    }

    private static float[] learned(Frame frame, FeatureSettings settings) {
        RowSet rows = RowSet.all(frame);
        return cells(
                Pipeline.fit(rows, settings, SEED).learned().frame().columns().get(0), frame.rows());
    }

    @Test
    void a_level_of_one_row_each_tells_nothing_of_the_answer() {
        String[] ids = IntStream.range(0, 100).mapToObj(i -> "id" + i).toArray(String[]::new);
        double[] answers = new SplittableRandom(6).doubles(100).toArray();
        float[] learned = learned(levels(answers, ids), settings("categories", "target"));
        for (float cell : learned) {
            assertThat(cell).isEqualTo(learned[0]);
        }
    }

    @Test
    void each_class_has_its_share_of_a_level() {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.categorical("c", List.of())),
                new ClassTarget("y", List.of("p", "q", "r")),
                Optional.empty());
        String[] cells = {"a", "a", "b", "b"};
        String[] labels = {"p", "p", "q", "r"};
        Frame frame = TestFrames.memory(schema, 4, 1, (writer, row, random) -> {
            writer.category(0, cells[row]).label(labels[row]);
        });
        List<Column> made = made(frame, 4, settings("categories", "target", "targetSmoothing", 0.0));
        assertThat(names(made)).containsExactly("c share of p", "c share of q", "c share of r");
        assertThat(cells(made.get(0), 4)).containsExactly(1, 1, 0, 0);
        assertThat(cells(made.get(2), 4)).containsExactly(0, 0, 0.5f, 0.5f);
    }

    /** 2024-01-01 was a Monday; noon is across the day from midnight. */
    @Test
    void a_time_is_a_place_in_the_year_the_week_and_the_day() {
        long monday = 1_704_067_200L;
        Frame frame = TestFrames.memory(schema(Feature.datetime("t")), 4, 1, (writer, row, random) -> {
            if (row < 3) {
                writer.instant(0, monday + new long[] {0, 43_200, 7 * 86_400}[row]);
            }
            writer.target(row);
        });
        List<Column> made = made(frame, 4, settings("dates", "parts"));
        assertThat(names(made))
                .containsExactly("t", "t year sin", "t year cos", "t week sin", "t week cos", "t day sin", "t day cos");
        assertThat(cells(made.get(0), 4)[0]).isEqualTo(19_723);
        assertThat(cells(made.get(3), 4)[0]).isCloseTo(0, CLOSE);
        assertThat(cells(made.get(4), 4)[2]).isCloseTo(1, CLOSE);
        assertThat(cells(made.get(6), 4)[1]).isCloseTo(-1, CLOSE);
        assertThat(cells(made.get(6), 4)[3]).isNaN();
        assertThat(names(made(frame, 1, settings("dates", "parts")))).doesNotContain("t day sin");
        assertThat(names(made(frame, 4, settings()))).containsExactly("t");
    }

    private static Frame texts(String... cells) {
        return TestFrames.memory(schema(Feature.text("t")), cells.length, 1, (writer, row, random) -> {
            writer.text(0, cells[row].isEmpty() ? null : cells[row]).target(row);
        });
    }

    @Test
    void prose_becomes_the_weights_of_its_terms() {
        Frame frame = texts("A red fox.", "a red hen", "the Fox; the hen", "a dog", "", "an unknown red owl");
        List<Column> made = made(frame, 5, settings("text", "tfidf", "textWidth", 5));
        assertThat(names(made))
                .contains("t ~ red", "t ~ fox", "t ~ hen", "t ~ a red")
                .hasSize(5);
        for (int row = 0; row < 6; row++) {
            double length = 0;
            for (Column column : made) {
                length += Math.pow(cells(column, 6)[row], 2);
            }
            assertThat(length).isCloseTo(length == 0 ? 0 : 1, within(1e-5));
        }
        assertThat(cells(made.get(names(made).indexOf("t ~ red")), 6)[5]).isCloseTo(1, CLOSE);
    }

    @Test
    void prose_falls_into_as_many_features_as_wanted() {
        Frame frame = texts("one two three", "four", "", "never seen before");
        List<Column> made = made(frame, 2, settings("text", "hashed", "textWidth", 16));
        assertThat(made).hasSize(16);
        double[] lengths = new double[4];
        for (Column column : made) {
            float[] cells = cells(column, 4);
            for (int row = 0; row < 4; row++) {
                lengths[row] += cells[row] * cells[row];
            }
        }
        assertThat(lengths[1]).isCloseTo(1, within(1e-5));
        assertThat(lengths[2]).isZero();
        assertThat(lengths[3]).isCloseTo(1, within(1e-5));
        assertThat(made(frame, 2, settings("text", "none")))
                .extracting(Column::name)
                .containsExactly("nothing");
    }

    private static Frame many() {
        List<Feature> features = new ArrayList<>();
        for (String name : List.of("bend", "noise", "twin", "same", "line")) {
            features.add(Feature.numeric(name));
        }
        return TestFrames.memory(
                new FrameSchema(features, new NumberTarget("y"), Optional.empty()), 400, 5, PipelineTest::row);
    }

    private static void row(FrameWriter writer, int row, Random random) throws IOException {
        double bend = random.nextGaussian();
        double line = random.nextGaussian();
        writer.numeric(0, (float) bend)
                .numeric(1, (float) random.nextGaussian())
                .numeric(2, (float) (-2 * bend))
                .numeric(3, 7)
                .numeric(4, (float) line)
                .target(bend * bend + line);
    }

    @Test
    void features_are_chosen_by_what_they_tell() {
        Frame frame = many();
        assertThat(names(made(frame, 400, settings("keep", 0.6)))).containsExactly("bend", "twin", "line");
        assertThat(names(made(frame, 400, settings("maxCorrelation", 0.95))))
                .containsExactly("bend", "noise", "same", "line");
        assertThat(names(made(frame, 400, settings("minVariance", 0.01))))
                .containsExactly("bend", "noise", "twin", "line");
        assertThat(names(made(frame, 400, settings("keep", 0.2, "maxCorrelation", 0.9, "minVariance", 1e9))))
                .hasSize(1);
    }

    @Test
    void what_leaves_all_to_the_trainer_does_nothing() {
        assertThat(Pipeline.idle(many(), settings())).isTrue();
        assertThat(Pipeline.idle(many(), settings("keep", 0.5))).isFalse();
        assertThat(Pipeline.idle(texts("a"), settings())).isFalse();
    }
}
