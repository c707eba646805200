package dev.cairn.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {
    @TempDir
    Path folder;

    private static final FrameSchema MIXED = new FrameSchema(
            List.of(Feature.pixel("p"), Feature.numeric("x"), Feature.categorical("c", List.of("b", "a"))),
            new ClassTarget("y", List.of("no")),
            Optional.empty());

    private static void row(FrameWriter writer, int row, Random random) {
        writer.pixel(0, row % 256).group(row / 2).label(row % 3 == 0 ? "yes" : "no");
        if (row % 7 != 0) {
            writer.numeric(1, row * 0.5f);
        }
        writer.category(2, row % 5 == 0 ? null : row % 2 == 0 ? "a" : "new");
    }

    private static void assertRows(Frame frame, int rows) {
        assertThat(frame.rows()).isEqualTo(rows);
        Column.Pixel pixel = (Column.Pixel) frame.columns().get(0);
        Column.Numeric number = (Column.Numeric) frame.columns().get(1);
        Column.Categorical category = (Column.Categorical) frame.columns().get(2);
        Target.Classes target = (Target.Classes) frame.target();
        assertThat(category.levels()).containsExactly("b", "a", "new");
        assertThat(target.labels()).containsExactly("no", "yes");
        for (int row = 0; row < rows; row++) {
            assertThat(pixel.value(row)).isEqualTo(row % 256);
            assertThat(number.value(row)).isEqualTo(Float.valueOf(row % 7 == 0 ? Float.NaN : row * 0.5f));
            assertThat(category.code(row)).isEqualTo(row % 5 == 0 ? -1 : row % 2 == 0 ? 1 : 2);
            assertThat(target.codes()[row]).isEqualTo(row % 3 == 0 ? 1 : 0);
            assertThat(frame.group(row)).isEqualTo(row / 2);
        }
    }

    @Test
    void what_was_written_is_read_over_many_blocks_and_a_short_last_one() {
        int rowsPerBlock = FrameLayout.of(MIXED).rowsPerBlock();
        int rows = 2 * rowsPerBlock + 17;
        Path file = TestFrames.file(folder.resolve("frame"), MIXED, rows, 1, FrameFileTest::row);
        assertRows(map(file), rows);
    }

    @Test
    void a_frame_in_memory_reads_like_one_on_disk() {
        assertRows(TestFrames.memory(MIXED, 100, 1, FrameFileTest::row), 100);
    }

    @Test
    void numbers_and_image_shapes_come_back() {
        Path numbers = TestFrames.file(folder.resolve("n"), TestFrames.numbers(), 10, 1, TestFrames::linear);
        assertThat(map(numbers).target()).isInstanceOf(Target.Numbers.class);
        assertThat(map(numbers).targetName()).isEqualTo("y");
        Path images = TestFrames.file(folder.resolve("i"), TestFrames.images(), 10, 1, TestFrames::brightSide);
        assertThat(map(images).image()).contains(new ImageShape(8, 8, 1));
    }

    private static final FrameSchema KINDS = new FrameSchema(
            List.of(
                    Feature.text("note"),
                    Feature.ordinal("size", List.of("s", "m", "l")),
                    Feature.datetime("when"),
                    Feature.truth("paid", "no", "yes"),
                    Feature.numeric("x")),
            new ClassTarget("y", List.of("no", "yes")),
            Optional.empty(),
            true);

    private static void kinds(FrameWriter writer, int row, Random random) throws IOException {
        writer.text(0, row % 4 == 0 ? null : "Zeile " + "ä".repeat(row % 300) + row)
                .category(1, List.of("l", "xl", "s").get(row % 3))
                .category(3, row % 2 == 0 ? "yes" : "no")
                .numeric(4, row)
                .mark(1000L + row)
                .label(row % 2 == 0 ? "no" : "yes");
        if (row % 5 != 0) {
            writer.instant(2, 86_400L * row);
        }
    }

    @Test
    void times_prose_ordered_levels_and_marks_come_back_over_many_blocks() {
        int rows = FrameLayout.of(KINDS).rowsPerBlock() + 5;
        Frame frame = map(TestFrames.file(folder.resolve("kinds"), KINDS, rows, 1, FrameFileTest::kinds));
        Column.Text note = (Column.Text) frame.columns().get(0);
        Column.Categorical size = (Column.Categorical) frame.columns().get(1);
        Column.Instant when = (Column.Instant) frame.columns().get(2);
        Column.Categorical paid = (Column.Categorical) frame.columns().get(3);
        assertThat(size.kind()).isEqualTo(FrameSchema.Kind.ORDINAL);
        assertThat(size.levels()).containsExactly("s", "m", "l");
        assertThat(paid.kind()).isEqualTo(FrameSchema.Kind.BOOLEAN);
        for (int row = 0; row < rows; row++) {
            String text = "Zeile " + "ä".repeat(row % 300) + row;
            assertThat(note.text(row)).isEqualTo(row % 4 == 0 ? Optional.empty() : Optional.of(text));
            assertThat(size.code(row)).isEqualTo(new int[] {2, -1, 0}[row % 3]);
            assertThat(when.second(row)).isEqualTo(row % 5 == 0 ? Column.Instant.MISSING : 86_400L * row);
            assertThat(paid.code(row)).isEqualTo(row % 2 == 0 ? 1 : 0);
            assertThat(frame.mark(row)).isEqualTo(1000L + row);
        }
    }

    @Test
    void a_plain_frame_has_days_for_times_and_no_prose() {
        Frame plain = TestFrames.memory(KINDS, 20, 1, FrameFileTest::kinds).plain();
        assertThat(plain.columns()).extracting(Column::name).containsExactly("size", "when", "paid", "x");
        Column.Numeric when = (Column.Numeric) plain.columns().get(1);
        assertThat(when.value(7)).isEqualTo(7f);
        assertThat(when.value(5)).isNaN();
        assertThat(plain.mark(3)).isEqualTo(1003);
    }

    @Test
    void a_text_longer_than_a_cell_can_say_is_cut_between_characters() {
        String longest = "x".repeat(Texts.MOST_BYTES - 1);
        Frame frame = TestFrames.memory(KINDS, 2, 1, (writer, row, random) -> {
            kinds(writer, row, random);
            writer.text(0, row == 0 ? longest + "ä" : "after");
        });
        Column.Text note = (Column.Text) frame.columns().get(0);
        assertThat(note.text(0)).contains(longest);
        assertThat(note.text(1)).contains("after");
    }

    @Test
    void equal_rows_make_equal_bytes() throws IOException {
        Path one = TestFrames.file(folder.resolve("one"), MIXED, 100, 1, FrameFileTest::row);
        Path two = TestFrames.file(folder.resolve("two"), MIXED, 100, 2, FrameFileTest::row);
        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void any_flipped_byte_and_any_cut_is_noticed() throws IOException {
        Path whole = TestFrames.file(folder.resolve("whole"), MIXED, 50, 1, FrameFileTest::row);
        byte[] bytes = Files.readAllBytes(whole);
        for (int place : IntStream.range(Long.BYTES, bytes.length)
                .filter(i -> i % 11 == 0)
                .toArray()) {
            byte[] flipped = bytes.clone();
            flipped[place] ^= 4;
            Path broken = Files.write(folder.resolve("broken"), flipped);
            assertThatThrownBy(() -> map(broken)).as("byte " + place).isInstanceOf(InvalidFrame.class);
        }
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 9));
        assertThatThrownBy(() -> map(cut)).isInstanceOf(InvalidFrame.class).hasMessageContaining("not a whole frame");
    }

    @Test
    void an_unfinished_frame_leaves_nothing_behind() throws IOException {
        try (FrameWriter writer = FrameFile.writer(folder.resolve("half"), MIXED)) {
            writer.label("no").endRow();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void cells_that_break_a_rule_are_refused_by_name() {
        FrameWriter writer = FrameWriter.inMemory(MIXED).rows();
        assertThatThrownBy(() -> writer.pixel(0, 256))
                .hasMessageContaining("'p'")
                .hasMessageContaining("256");
        assertThatThrownBy(() -> writer.numeric(0, 1)).hasMessageContaining("'p' is PIXEL");
        assertThatThrownBy(() -> writer.numeric(1, Float.POSITIVE_INFINITY)).hasMessageContaining("'x'");
        assertThatThrownBy(() -> writer.target(1)).hasMessageContaining("target 'y' is a class");
        assertThatThrownBy(writer::endRow).hasMessageContaining("no value for the target 'y'");
        assertThatThrownBy(writer::finish).hasMessageContaining("at least one row");
    }

    @Test
    void a_schema_with_equal_names_or_a_wrong_image_is_refused() {
        ClassTarget target = new ClassTarget("y", List.of());
        assertThatThrownBy(() -> new FrameSchema(List.of(Feature.numeric("y")), target, Optional.empty()))
                .hasMessageContaining("'y' appears twice");
        assertThatThrownBy(() ->
                        new FrameSchema(List.of(Feature.pixel("p")), target, Optional.of(new ImageShape(2, 2, 1))))
                .hasMessageContaining("4 pixels");
    }

    private static Frame map(Path file) {
        try {
            return FrameFile.map(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
