package dev.cairn.trainers.data;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** One feature of every row. */
public sealed interface Column {
    String name();

    /** Numbers; NaN is a missing one. */
    final class Numeric implements Column {
        private final String name;
        private final Numbers numbers;
        private final boolean scaled;

        /** The cells of a made-up column, one per row. */
        public interface Numbers {
            float at(int row);
        }

        Numeric(String name, Cells cells) {
            this(name, row -> cells.block(row).getFloat(cells.place(row, Float.BYTES)), false);
        }

        private Numeric(String name, Numbers numbers, boolean scaled) {
            this.name = name;
            this.numbers = numbers;
            this.scaled = scaled;
        }

        @Override
        public String name() {
            return name;
        }

        /** A column made up of these values, one per row; NaN is a missing one. */
        public static Numeric of(String name, float[] values) {
            return new Numeric(name, Cells.of(values));
        }

        /** A column whose cells are worked out when they are read. */
        public static Numeric of(String name, Numbers numbers) {
            return new Numeric(name, numbers, false);
        }

        /** The same on a scale that was chosen for it, which trainers leave as it is. */
        public static Numeric scaled(String name, Numbers numbers) {
            return new Numeric(name, numbers, true);
        }

        /** Whether the numbers are on a scale that was chosen for them. */
        public boolean scaled() {
            return scaled;
        }

        public float value(int row) {
            return numbers.at(row);
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
        private final IntUnaryOperator codes;

        Categorical(String name, FrameSchema.Kind kind, List<String> levels, Cells cells) {
            this(name, kind, levels, row -> cells.block(row).getInt(cells.place(row, Integer.BYTES)));
        }

        private Categorical(String name, FrameSchema.Kind kind, List<String> levels, IntUnaryOperator codes) {
            this.name = name;
            this.kind = kind;
            this.levels = List.copyOf(levels);
            this.codes = codes;
        }

        /** A column whose cells are worked out when they are read. */
        public static Categorical of(String name, List<String> levels, IntUnaryOperator codes) {
            return new Categorical(name, FrameSchema.Kind.CATEGORICAL, levels, codes);
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
            int code = codes.applyAsInt(row);
            return code < levels.size() ? code : MISSING;
        }

        /** The same levels in other cells, which are worked out when they are read. */
        public Categorical with(IntUnaryOperator others) {
            return new Categorical(name, kind, levels, others);
        }

        /** The same with the first levels only; the others count as missing. */
        Categorical first(int most) {
            return levels.size() <= most ? this : new Categorical(name, kind, levels.subList(0, most), codes);
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
