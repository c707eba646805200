package dev.cairn.trainers.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec.Categories;
import dev.cairn.trainers.feature.FeatureSpec.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final ClassTarget TARGET = new ClassTarget("y", List.of("no", "yes"));

    private static Frame numbers(Float... cells) {
        return TestFrames.memory(
                new FrameSchema(List.of(Feature.numeric("x")), TARGET, Optional.empty()),
                cells.length,
                1,
                (writer, row, random) -> writer.numeric(0, cells[row]).label("no"));
    }

    /** An empty text stands for a missing cell. */
    private static Frame levels(List<String> known, String... cells) {
        return TestFrames.memory(
                new FrameSchema(List.of(Feature.categorical("c", known)), TARGET, Optional.empty()),
                cells.length,
                1,
                (writer, row, random) -> writer.category(0, cells[row].isEmpty() ? null : cells[row])
                        .label("no"));
    }

    private static RowSet rows(Frame frame, int from, int to) {
        return new RowSet(frame, IntStream.range(from, to).toArray());
    }

    private static List<Float> column(Matrix matrix, int column) {
        List<Float> cells = new ArrayList<>();
        for (int row = 0; row < matrix.rows(); row++) {
            cells.add(matrix.at(row, column));
        }
        return cells;
    }

    @Test
    void numbers_get_mean_0_and_deviation_1_of_the_training_rows_only() {
        Frame frame = numbers(1f, 3f, 1f, 3f, 1_000f);
        Matrix matrix = Features.fit(rows(frame, 0, 4), FeatureSpec.DENSE).transform(RowSet.all(frame));
        assertThat(column(matrix, 0)).containsExactly(-1f, 1f, -1f, 1f, 998f);
    }

    @Test
    void a_missing_number_is_the_median_and_says_so() {
        Frame frame = numbers(Float.NaN, 1f, 2f, 9f);
        Features features = Features.fit(RowSet.all(frame), FeatureSpec.DENSE);
        Matrix matrix = features.transform(RowSet.all(frame));
        assertThat(features.names()).containsExactly("x", "x missing");
        assertThat(matrix.at(0, 0)).isEqualTo(matrix.at(2, 0));
        assertThat(column(matrix, 1)).containsExactly(1f, 0f, 0f, 0f);
    }

    @Test
    void what_is_missing_for_the_first_time_is_filled_without_a_mark() {
        Frame frame = numbers(1f, 2f, 9f, Float.NaN);
        Features features = Features.fit(rows(frame, 0, 3), FeatureSpec.DENSE);
        assertThat(features.width()).isEqualTo(1);
        Matrix matrix = features.transform(RowSet.all(frame));
        assertThat(matrix.at(3, 0)).isEqualTo(matrix.at(1, 0));
    }

    @Test
    void constant_and_wholly_missing_columns_are_zeros() {
        Frame constant = numbers(1e8f, 1e8f, 1e8f);
        assertThat(column(Features.fit(RowSet.all(constant), FeatureSpec.DENSE).transform(RowSet.all(constant)), 0))
                .containsOnly(0f);
        Frame missing = numbers(Float.NaN, Float.NaN);
        Features features = Features.fit(RowSet.all(missing), FeatureSpec.DENSE);
        assertThat(features.width()).isEqualTo(1);
        assertThat(column(features.transform(RowSet.all(missing)), 0)).containsOnly(0f);
    }

    @Test
    void raw_numbers_keep_their_gaps() {
        Frame frame = numbers(Float.NaN, 1f, 2.5f);
        Matrix matrix = Features.fit(RowSet.all(frame), FeatureSpec.RAW).transform(RowSet.all(frame));
        assertThat(column(matrix, 0)).containsExactly(Float.NaN, 1f, 2.5f);
    }

    @Test
    void each_level_has_a_feature_and_rare_ones_share_one() {
        Frame frame = levels(List.of(), "a", "b", "b", "b", "c", "a", "d", "");
        Features features =
                Features.fit(rows(frame, 0, 6), new FeatureSpec(Missing.FILLED, true, Categories.ONE_HOT, 2));
        assertThat(features.names()).containsExactly("c=b", "c=a", "c other");
        Matrix matrix = features.transform(RowSet.all(frame));
        assertThat(column(matrix, 0)).containsExactly(0f, 1f, 1f, 1f, 0f, 0f, 0f, 1f);
        assertThat(column(matrix, 1)).containsExactly(1f, 0f, 0f, 0f, 0f, 1f, 0f, 0f);
        assertThat(column(matrix, 2)).containsExactly(0f, 0f, 0f, 0f, 1f, 0f, 1f, 0f);
    }

    @Test
    void a_level_that_training_lacks_is_all_zeros() {
        Frame frame = levels(List.of(), "a", "b", "", "new");
        Features features = Features.fit(rows(frame, 0, 3), FeatureSpec.DENSE);
        assertThat(features.names()).containsExactly("c=a", "c=b", "c missing");
        Matrix matrix = features.transform(RowSet.all(frame));
        assertThat(List.of(matrix.at(3, 0), matrix.at(3, 1), matrix.at(3, 2))).containsOnly(0f);
        assertThat(List.of(matrix.at(2, 0), matrix.at(2, 1), matrix.at(2, 2))).containsExactly(1f, 0f, 1f);
    }

    @Test
    void levels_are_told_by_their_spelling_not_by_their_number() {
        Features features = Features.fit(RowSet.all(levels(List.of("a", "b"), "a", "b", "b")), FeatureSpec.DENSE);
        Matrix turned = features.transform(RowSet.all(levels(List.of("b", "a"), "a", "b", "b")));
        assertThat(column(turned, features.names().indexOf("c=a"))).containsExactly(1f, 0f, 0f);
        Features ordinal = Features.fit(RowSet.all(levels(List.of("a", "b"), "a", "b", "b")), FeatureSpec.RAW);
        assertThat(column(ordinal.transform(RowSet.all(levels(List.of("z", "b", "a"), "a", "b", "z"))), 0))
                .containsExactly(0f, 1f, Float.NaN);
    }

    @Test
    void ordinal_levels_keep_the_order_of_the_frame() {
        Frame frame = levels(List.of("s", "m", "l"), "l", "s", "m", "l", "");
        Matrix raw = Features.fit(RowSet.all(frame), FeatureSpec.RAW).transform(RowSet.all(frame));
        assertThat(column(raw, 0)).containsExactly(2f, 0f, 1f, 2f, Float.NaN);
        Matrix filled = Features.fit(rows(frame, 0, 4), new FeatureSpec(Missing.FILLED, true, Categories.ORDINAL, 1))
                .transform(RowSet.all(frame));
        assertThat(filled.at(4, 0)).isEqualTo(filled.at(0, 0));
        double mean = column(filled, 0).subList(0, 4).stream()
                .mapToDouble(f -> f)
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-6));
    }

    @Test
    void a_frame_with_other_columns_is_refused() {
        Features features = Features.fit(RowSet.all(numbers(1f, 2f)), FeatureSpec.DENSE);
        assertThatThrownBy(() -> features.transform(RowSet.all(levels(List.of(), "a", "b"))))
                .hasMessageContaining("column 'x' (Numeric)")
                .hasMessageContaining("column 'c' (Categorical)");
    }
}
