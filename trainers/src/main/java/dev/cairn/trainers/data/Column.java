package dev.cairn.trainers.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** One feature of every row. */
public sealed interface Column {
    String name();

    /** Numbers; NaN is a missing one. */
    final class Numeric implements Column {
        private final String name;
        private final Cells cells;

        Numeric(String name, Cells cells) {
            this.name = name;
            this.cells = cells;
        }

        @Override
        public String name() {
            return name;
        }

        /** A column made up of these values, one per row; NaN is a missing one. */
        public static Numeric of(String name, float[] values) {
            return new Numeric(name, Cells.of(values));
        }

        public float value(int row) {
            ByteBuffer block = cells.block(row);
            return block.getFloat(cells.place(row, Float.BYTES));
        }
    }

    /** Intensities from 0 to 255, none missing. */
    final class Pixel implements Column {
        private final String name;
        private final Cells cells;

        Pixel(String name, Cells cells) {
            this.name = name;
            this.cells = cells;
        }

        @Override
        public String name() {
            return name;
        }

        public int value(int row) {
            return cells.block(row).get(cells.place(row, Byte.BYTES)) & 0xff;
        }
    }

    /** Levels of a category; {@link #MISSING} is a missing one. */
    final class Categorical implements Column {
        public static final int MISSING = -1;

        private final String name;
        private final FrameSchema.Kind kind;
        private final List<String> levels;
        private final Cells cells;

        Categorical(String name, FrameSchema.Kind kind, List<String> levels, Cells cells) {
            this.name = name;
            this.kind = kind;
            this.levels = List.copyOf(levels);
            this.cells = cells;
        }

        @Override
        public String name() {
            return name;
        }

        /** {@code CATEGORICAL}; {@code ORDINAL}, whose levels ascend; or {@code BOOLEAN}, whose levels are no and yes. */
        public FrameSchema.Kind kind() {
            return kind;
        }

        /** The levels' own spelling. Two frames may number the same levels of an unordered column differently. */
        public List<String> levels() {
            return levels;
        }

        public int code(int row) {
            int code = cells.block(row).getInt(cells.place(row, Integer.BYTES));
            return code < levels.size() ? code : MISSING;
        }

        /** The same with the first levels only; the others count as missing. */
        Categorical first(int most) {
            return levels.size() <= most ? this : new Categorical(name, kind, levels.subList(0, most), cells);
        }
    }

    /** Points in time; {@link #MISSING} is a missing one. */
    final class Instant implements Column {
        public static final long MISSING = Long.MIN_VALUE;
        private static final double SECONDS_A_DAY = 86_400;

        private final String name;
        private final Cells cells;

        Instant(String name, Cells cells) {
            this.name = name;
            this.cells = cells;
        }

        @Override
        public String name() {
            return name;
        }

        /** Seconds since 1970 began, in UTC. */
        public long second(int row) {
            return cells.block(row).getLong(cells.place(row, Long.BYTES));
        }

        /** The same as days since 1970 began, with fractions. */
        Numeric days(int rows) {
            float[] days = new float[rows];
            for (int row = 0; row < rows; row++) {
                long second = second(row);
                days[row] = second == MISSING ? Float.NaN : (float) (second / SECONDS_A_DAY);
            }
            return Numeric.of(name, days);
        }
    }

    /** Prose. */
    final class Text implements Column {
        private final String name;
        private final Cells cells;
        private final Texts texts;

        Text(String name, Cells cells, Texts texts) {
            this.name = name;
            this.cells = cells;
            this.texts = texts;
        }

        @Override
        public String name() {
            return name;
        }

        /** The text of a row, decoded anew at each call; empty when it is missing. */
        public Optional<String> text(int row) {
            return texts.at(cells.block(row).getLong(cells.place(row, Long.BYTES)));
        }
    }
}
