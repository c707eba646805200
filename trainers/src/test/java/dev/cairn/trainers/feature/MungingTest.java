package dev.cairn.trainers.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MungingTest {
    /** A whole number, a level that goes with its sign, a moment and a word. */
    private static final FrameSchema SCHEMA = new FrameSchema(
            List.of(
                    Feature.numeric("x"),
                    Feature.ordinal("sign", List.of("minus", "plus")),
                    Feature.datetime("when"),
                    Feature.text("word")),
            new NumberTarget("y"),
            Optional.empty());

    private static final Frame FRAME = TestFrames.memory(SCHEMA, 200, 3, (writer, row, random) -> {
        int x = (row % 2 == 0 ? 1 : -1) * (50 + random.nextInt(20));
        writer.numeric(0, row == 7 ? Float.NaN : x)
                .category(1, x > 0 ? "plus" : "minus")
                .instant(2, 1000 + row)
                .text(3, "word" + row)
                .target(x);
    });

    private static float x(Frame frame, int row) {
        return ((Column.Numeric) frame.columns().get(0)).value(row);
    }

    private static int sign(Frame frame, int row) {
        return ((Column.Categorical) frame.columns().get(1)).code(row);
    }

    @Test
    void rows_stand_first_as_they_are() {
        Frame frame = new Munging(5).of(RowSet.all(FRAME), 2, 10);
        assertThat(frame.rows()).isEqualTo(410);
        for (int row = 0; row < 400; row++) {
            assertThat(Float.valueOf(x(frame, row))).isEqualTo(Float.valueOf(x(FRAME, row % 200)));
            assertThat(sign(frame, row)).isEqualTo(sign(FRAME, row % 200));
            assertThat(frame.group(row)).isEqualTo(FRAME.group(row % 200));
        }
    }

    @Test
    void made_up_rows_lie_where_others_do() {
        Frame made = new Munging(5).of(RowSet.all(FRAME), 0, 800);
        long torn = IntStream.range(0, 800)
                .filter(row -> x(made, row) > 0 != (sign(made, row) == 1) && !Float.isNaN(x(made, row)))
                .count();
        long fresh = IntStream.range(0, 800)
                .filter(row -> x(made, row) != x(FRAME, row / 4))
                .count();
        assertThat(torn).as("of two signs").isZero();
        assertThat(fresh).as("with another number").isGreaterThan(150);
        assertThat(IntStream.range(0, 800).mapToObj(row -> x(made, row)))
                .allMatch(x -> Float.isNaN(x) || (x == Math.rint(x) && Math.abs(x) >= 30 && Math.abs(x) <= 90));
    }

    @Test
    void every_kind_of_column_is_made_up_of_cells_that_are_there() {
        Frame made = new Munging(5).of(RowSet.all(FRAME), 0, 300);
        Column.Instant when = (Column.Instant) made.columns().get(2);
        Column.Text word = (Column.Text) made.columns().get(3);
        for (int row = 0; row < 300; row++) {
            assertThat(when.second(row)).isBetween(1000L, 1199L);
            assertThat(word.text(row).orElseThrow()).startsWith("word");
        }
    }

    @Test
    void the_same_seed_makes_the_same_rows() {
        RowSet some = RowSet.all(FRAME).at(new Random(1).ints(50, 0, 200).toArray());
        Frame first = new Munging(9).of(some, 0, 100);
        Frame second = new Munging(9).of(some, 0, 100);
        Frame other = new Munging(10).of(some, 0, 100);
        assertThat(IntStream.range(0, 100).mapToObj(row -> x(first, row)).toList())
                .isEqualTo(
                        IntStream.range(0, 100).mapToObj(row -> x(second, row)).toList())
                .isNotEqualTo(
                        IntStream.range(0, 100).mapToObj(row -> x(other, row)).toList());
    }
}
