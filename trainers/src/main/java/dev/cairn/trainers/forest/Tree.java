package dev.cairn.trainers.forest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A grown tree in a few arrays.
 *
 * @param splits per node its question, packed; of no meaning for a leaf
 * @param next per node its left child, the right one being the next; for a leaf the complement of the leaf's number
 * @param sets four words for each question about levels
 * @param values what leaves say: a number each, or the shares of the classes they have
 * @param starts where the shares of each leaf begin, and where the last end; empty for numbers
 * @param labels the class of each share; empty for numbers
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Tree(int[] splits, int[] next, long[] sets, float[] values, int[] starts, short[] labels) {
    private static final int WORDS = 4;
    private static final int MISSING_LEFT = 1 << 31;
    private static final int CATEGORICAL = 1 << 30;
    private static final int FEATURE_BITS = 14;
    private static final int CUT_BITS = 16;

    /** A feature's number must stay below this. */
    static final int MOST_FEATURES = 1 << FEATURE_BITS;

    /** A question in 32 bits: two flags, the feature, and the cut or the number of its set of levels. */
    static int pack(Split split, int cutOrSet) {
        return (split.missingLeft() ? MISSING_LEFT : 0)
                | (split.categorical() ? CATEGORICAL : 0)
                | (split.feature() << CUT_BITS)
                | cutOrSet;
    }

    /** Most questions about levels that one tree can hold. */
    static final int MOST_SETS = 1 << CUT_BITS;

    /** Adds what this tree says about each row: one number, or a share per class. */
    void addTo(double[] sums, int classes, BinnedTable table) {
        for (int row = 0; row < table.rows(); row++) {
            int leaf = leaf(table, row);
            if (labels.length == 0) {
                sums[row] += values[leaf];
            } else {
                for (int entry = starts[leaf]; entry < starts[leaf + 1]; entry++) {
                    sums[row * classes + labels[entry]] += values[entry];
                }
            }
        }
    }

    int leaf(BinnedTable table, int row) {
        byte[][] cells = table.cells();
        int node = 0;
        int child = next[0];
        while (child >= 0) {
            int split = splits[node];
            int bin = cells[feature(split)][row] & 0xff;
            node = left(split, bin) ? child : child + 1;
            child = next[node];
        }
        return ~child;
    }

    static int feature(int split) {
        return (split >>> CUT_BITS) & (MOST_FEATURES - 1);
    }

    /** The last bin that goes left. */
    static int cut(int split) {
        return split & (MOST_SETS - 1);
    }

    boolean left(int split, int bin) {
        int cutOrSet = cut(split);
        if ((split & CATEGORICAL) != 0) {
            return ((sets[WORDS * cutOrSet + (bin >>> 6)] >>> bin) & 1) != 0;
        }
        return bin == BinnedTable.MISSING ? split < 0 : bin <= cutOrSet;
    }

    int leaves() {
        return (next.length + 1) / 2;
    }

    /** How many bytes {@link #write} makes, and about what the tree takes in memory. */
    long bytes() {
        return 4L * (splits.length + next.length + values.length + starts.length)
                + 8L * sets.length
                + 2L * labels.length
                + 6 * Integer.BYTES;
    }

    void write(DataOutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes()));
        for (int length :
                new int[] {splits.length, next.length, sets.length, values.length, starts.length, labels.length}) {
            buffer.putInt(length);
        }
        for (int[] numbers : new int[][] {splits, next, starts}) {
            buffer.asIntBuffer().put(numbers);
            buffer.position(buffer.position() + Integer.BYTES * numbers.length);
        }
        for (long word : sets) {
            buffer.putLong(word);
        }
        for (float value : values) {
            buffer.putFloat(value);
        }
        for (short label : labels) {
            buffer.putShort(label);
        }
        out.writeInt(buffer.capacity());
        out.write(buffer.array());
    }

    static Tree read(DataInputStream in) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        int[] lengths = new int[6];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = buffer.getInt();
        }
        int[] splits = ints(buffer, lengths[0]);
        int[] next = ints(buffer, lengths[1]);
        int[] starts = ints(buffer, lengths[4]);
        long[] sets = new long[lengths[2]];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = buffer.getLong();
        }
        float[] values = new float[lengths[3]];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getFloat();
        }
        short[] labels = new short[lengths[5]];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = buffer.getShort();
        }
        return new Tree(splits, next, sets, values, starts, labels);
    }

    private static int[] ints(ByteBuffer buffer, int length) {
        int[] numbers = new int[length];
        buffer.asIntBuffer().get(numbers);
        buffer.position(buffer.position() + Integer.BYTES * length);
        return numbers;
    }
}
