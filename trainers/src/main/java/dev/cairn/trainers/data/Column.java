package dev.cairn.trainers.data;

import java.nio.ByteBuffer;
import java.util.List;

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
        private final List<String> levels;
        private final Cells cells;

        Categorical(String name, List<String> levels, Cells cells) {
            this.name = name;
            this.levels = List.copyOf(levels);
            this.cells = cells;
        }

        @Override
        public String name() {
            return name;
        }

        /** The levels' own spelling. Two frames may number the same levels differently. */
        public List<String> levels() {
            return levels;
        }

        public int code(int row) {
            return cells.block(row).getInt(cells.place(row, Integer.BYTES));
        }
    }
}
