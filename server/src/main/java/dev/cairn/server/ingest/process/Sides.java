package dev.cairn.server.ingest.process;

import java.util.Arrays;

/** Where each row of a table goes, with the group of its feature values. */
final class Sides {
    enum Side {
        TRAIN,
        SEALED,
        /** Without a target. */
        UNLABELLED,
        /** Equal to a row of a supplied sealed table. */
        COPY
    }

    private static final Side[] SIDES = Side.values();

    private byte[] sides = new byte[1024];
    private long[] groups = new long[1024];
    private int rows;

    void add(Side side, long group) {
        if (rows == sides.length) {
            int larger = Math.addExact(rows, rows >> 1);
            sides = Arrays.copyOf(sides, larger);
            groups = Arrays.copyOf(groups, larger);
        }
        groups[rows] = group;
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
