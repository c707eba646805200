package dev.cairn.trainers.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    /** Rows of these classes; the group of each row is given, so that duplicates can be planted. */
    private static RowSet rows(int count, IntFunction<String> label, IntFunction<Integer> group) {
        Frame frame = TestFrames.memory(
                TestFrames.classes("a", "b"),
                count,
                1,
                (writer, row, random) ->
                        writer.numeric(0, row).label(label.apply(row)).group(group.apply(row)));
        return RowSet.all(frame);
    }

    private static Set<Long> groups(RowSet rows, int[] positions) {
        Set<Long> groups = new HashSet<>();
        for (int position : positions) {
            groups.add(rows.frame().group(rows.rows()[position]));
        }
        return groups;
    }

    private static long ofClass(RowSet rows, int[] positions, int label) {
        int[] codes = ((Target.Classes) rows.target()).codes();
        return Arrays.stream(positions).filter(i -> codes[i] == label).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void planted_duplicates_never_straddle_folds(long seed) {
        RowSet rows = rows(300, row -> row % 3 == 0 ? "a" : "b", row -> row / 4);
        List<int[]> folds = new Folds(5, true).split(rows, seed);
        for (int one = 0; one < 5; one++) {
            for (int other = one + 1; other < 5; other++) {
                assertThat(groups(rows, folds.get(one))).doesNotContainAnyElementsOf(groups(rows, folds.get(other)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void planted_duplicates_never_straddle_a_holdout(long seed) {
        RowSet rows = rows(300, row -> row % 3 == 0 ? "a" : "b", row -> row / 4);
        Parts parts = new Holdout(0.2, true).split(rows, seed);
        assertThat(groups(rows, parts.held())).doesNotContainAnyElementsOf(groups(rows, parts.kept()));
        assertThat(parts.held().length + parts.kept().length).isEqualTo(300);
        assertThat(parts.held().length).isBetween(50, 70);
    }

    @Test
    void every_row_is_in_one_fold_and_classes_are_spread_evenly() {
        RowSet rows = rows(103, row -> row % 4 == 0 ? "a" : "b", row -> row);
        List<int[]> folds = new Folds(5, true).split(rows, 11);
        assertThat(folds.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, 103).toArray());
        for (int[] fold : folds) {
            assertThat(ofClass(rows, fold, 0)).isBetween(5L, 6L);
            assertThat(fold.length).isBetween(20, 21);
        }
    }

    /** Rows whose marks lie anywhere, several at one moment, with planted duplicates. */
    private static RowSet marked(int count, long seed, int moments) {
        FrameSchema plain = TestFrames.classes("a", "b");
        FrameSchema schema = new FrameSchema(plain.columns(), plain.target(), plain.image(), true);
        return RowSet.all(TestFrames.memory(
                schema,
                count,
                seed,
                (writer, row, random) -> writer.numeric(0, row)
                        .label(random.nextInt(3) == 0 ? "a" : "b")
                        .group(random.nextInt(count))
                        .mark(random.nextInt(moments))));
    }

    private static long mark(RowSet rows, int position) {
        return rows.frame().mark(rows.rows()[position]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_past_predicts_the_future_and_equal_rows_never_straddle(long seed) {
        RowSet rows = marked(200 + (int) seed, seed, seed % 2 == 0 ? 40 : 1000);
        List<Parts> folds = new Forward(4).split(rows);
        assertThat(folds).hasSize(4);
        for (Parts fold : folds) {
            long last = Arrays.stream(fold.kept())
                    .mapToLong(i -> mark(rows, i))
                    .max()
                    .orElseThrow();
            assertThat(Arrays.stream(fold.held())
                            .mapToLong(i -> mark(rows, i))
                            .min()
                            .orElseThrow())
                    .isGreaterThan(last);
            assertThat(groups(rows, fold.kept())).doesNotContainAnyElementsOf(groups(rows, fold.held()));
            assertThat(fold.held().length).isBetween(20, 65);
        }
        assertThat(folds.stream()
                        .flatMapToInt(f -> Arrays.stream(f.held()))
                        .distinct()
                        .count())
                .isEqualTo(folds.stream().mapToInt(f -> f.held().length).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_latest_share_is_held_out_whole_moments_at_a_time(long seed) {
        RowSet rows = marked(300, seed, 50);
        Parts parts = Forward.latest(rows, 0.2);
        long first =
                Arrays.stream(parts.held()).mapToLong(i -> mark(rows, i)).min().orElseThrow();
        assertThat(Arrays.stream(parts.kept())
                        .mapToLong(i -> mark(rows, i))
                        .max()
                        .orElseThrow())
                .isLessThan(first);
        assertThat(parts.held().length).isBetween(45, 75);
        assertThat(groups(rows, parts.kept())).doesNotContainAnyElementsOf(groups(rows, parts.held()));
    }

    @Test
    void rows_of_one_moment_can_not_be_validated_by_time() {
        assertThatThrownBy(() -> new Forward(3).split(marked(100, 1, 1))).hasMessageContaining("by time");
        assertThat(new Forward(5).split(marked(100, 1, 3))).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void given_folds_hold_the_rows_that_name_them_and_no_equal_ones_learn(long seed) {
        RowSet rows = marked(200, seed, 4);
        List<Parts> folds = Given.split(rows);
        assertThat(folds).hasSize(4);
        for (int fold = 0; fold < 4; fold++) {
            int wanted = fold;
            assertThat(Arrays.stream(folds.get(fold).held()).allMatch(i -> mark(rows, i) == wanted))
                    .isTrue();
            assertThat(groups(rows, folds.get(fold).kept()))
                    .doesNotContainAnyElementsOf(groups(rows, folds.get(fold).held()));
        }
    }

    @Test
    void the_seed_decides_and_nothing_else() {
        RowSet rows = rows(60, row -> row % 2 == 0 ? "a" : "b", row -> row);
        Folds folds = new Folds(3, true);
        assertThat(folds.split(rows, 1)).usingRecursiveComparison().isEqualTo(folds.split(rows, 1));
        assertThat(folds.split(rows, 1).get(0))
                .isNotEqualTo(folds.split(rows, 2).get(0));
    }

    @Test
    void a_row_set_that_is_part_of_a_frame_is_split_by_position() {
        RowSet all = rows(100, row -> row % 2 == 0 ? "a" : "b", row -> row);
        RowSet part = all.at(IntStream.range(50, 100).toArray());
        List<int[]> folds = new Folds(5, true).split(part, 1);
        assertThat(folds.stream().mapToInt(fold -> fold.length).sum()).isEqualTo(50);
        assertThat(Arrays.stream(part.at(folds.get(0)).rows()).min().orElseThrow())
                .isGreaterThanOrEqualTo(50);
    }

    @Test
    void numbers_are_dealt_evenly() {
        Frame frame = TestFrames.memory(TestFrames.numbers(), 101, 1, TestFrames::linear);
        for (int[] fold : new Folds(4, true).split(RowSet.all(frame), 3)) {
            assertThat(fold.length).isBetween(25, 26);
        }
    }

    @Test
    void a_small_class_limits_the_folds_and_a_lonely_row_is_too_little() {
        assertThat(new Folds(5, true).possible(rows(50, row -> row < 3 ? "a" : "b", row -> row)))
                .isEqualTo(3);
        assertThat(new Folds(5, true).possible(rows(50, row -> row < 9 ? "a" : "b", row -> row)))
                .isEqualTo(5);
        assertThatThrownBy(() -> new Folds(5, true).split(rows(50, row -> row < 1 ? "a" : "b", row -> row), 1))
                .hasMessageContaining("[1, 49]")
                .hasMessageContaining("2 classes with 2 distinct rows");
        assertThatThrownBy(() -> new Folds(2, true).split(rows(40, row -> row % 2 == 0 ? "a" : "b", row -> 0), 1))
                .hasMessageContaining("40 rows, 1 of them distinct");
    }

    @Test
    void a_class_of_one_row_stays_where_models_learn() {
        RowSet rows = rows(40, row -> row == 7 ? "a" : "b", row -> row);
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new Holdout(0.3, true).split(rows, seed).held()).doesNotContain(7);
        }
    }

    @Test
    void seeds_differ_by_purpose_and_place() {
        Set<Long> seeds = new HashSet<>();
        for (String purpose : List.of("a", "b", "ab", "ba", "")) {
            for (long place = 0; place < 50; place++) {
                seeds.add(Seeds.of(1, purpose, place));
                seeds.add(Seeds.of(2, purpose, place));
                seeds.add(Seeds.of(1, purpose, place, 0));
            }
        }
        assertThat(seeds).hasSize(5 * 50 * 3);
    }
}
