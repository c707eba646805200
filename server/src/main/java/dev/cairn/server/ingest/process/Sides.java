package dev.cairn.server.ingest.process;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where each row of a table goes, with the group of its feature values. */
final class Sides {
    enum Side {
        TRAIN,
        SEALED,
        /** Without a target. */
        UNLABELLED,
        /** Equal to a sealed row that it must not follow into the vault. */
        COPY,
        /** Without the moment by which rows are ordered. */
        TIMELESS
    }

    private static final Side[] SIDES = Side.values();

    private byte[] sides = new byte[1024];
    private long[] groups = new long[1024];
    private long[] ties = new long[1024];
    private long[] marks = new long[1024];
    private int rows;

    void add(Side side, HashedRow row) {
        if (rows == sides.length) {
            int larger = Math.addExact(rows, rows >> 1);
            sides = Arrays.copyOf(sides, larger);
            groups = Arrays.copyOf(groups, larger);
            ties = Arrays.copyOf(ties, larger);
            marks = Arrays.copyOf(marks, larger);
        }
        groups[rows] = row.group();
        ties[rows] = row.tie();
        marks[rows] = row.mark();
        rows++;
        set(rows - 1, side);
    }

    @SuppressWarnings("EnumOrdinal") // a byte for each row of a large table, gone with the process
    void set(int row, Side side) {
        sides[row] = (byte) side.ordinal();
    }

    Side side(int row) {
        return SIDES[sides[row]];
    }

    long group(int row) {
        return groups[row];
    }

    /** The moment or the fold of a row. */
    long mark(int row) {
        return marks[row];
    }

    /** The marks of the rows on that side. */
    long[] marks(Side side) {
        return IntStream.range(0, rows)
                .filter(row -> side(row) == side)
                .mapToLong(this::mark)
                .toArray();
    }

    /** From now on rows are of one group when they hang together by equal features or by what ties them. */
    void mergeTies() {
        Components components = new Components(rows);
        components.tie(Arrays.copyOf(groups, rows));
        components.tie(Arrays.copyOf(ties, rows));
        long[] merged = new long[groups.length];
        for (int row = 0; row < rows; row++) {
            merged[row] = groups[components.root(row)];
        }
        groups = merged;
    }

    /** Seals all training rows that are of one group with a sealed row. */
    void sealGroups() {
        move(groups(Side.SEALED), Side.SEALED);
    }

    /** Takes the rows out of the training rows that are of one group with a row of that side. */
    void driveOut(Side side) {
        move(groups(side), Side.COPY);
    }

    private void move(long[] sorted, Side to) {
        for (int row = 0; row < rows; row++) {
            if (side(row) == Side.TRAIN && Arrays.binarySearch(sorted, groups[row]) >= 0) {
                set(row, to);
            }
        }
    }

    int rows() {
        return rows;
    }

    long count(Side side) {
        long count = 0;
        for (int row = 0; row < rows; row++) {
            if (side(row) == side) {
                count++;
            }
        }
        return count;
    }

    /** The groups of the rows on that side, in ascending order. */
    long[] groups(Side side) {
        long[] chosen = new long[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (side(row) == side) {
                chosen[count++] = groups[row];
            }
        }
        long[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
