package dev.cairn.trainers.forest;

import java.util.Arrays;

/** A tree while it grows. Children of a node lie side by side. */
final class TreeBuilder {
    private final boolean scalar;
    private int[] splits = new int[64];
    private int[] next = new int[64];
    private int nodes = 1;
    private long[] sets = new long[0];
    private int words;
    private float[] values = new float[64];
    private int[] starts = new int[64];
    private short[] labels = new short[64];
    private int leaves;
    private int entries;

    /** A tree whose leaves say one number each, or the shares of their classes. */
    TreeBuilder(boolean scalar) {
        this.scalar = scalar;
    }

    /** Gives a node two children and returns the left one's number; the right one's is the next. */
    int split(int node, Split split) {
        if (nodes + 2 > next.length) {
            next = Arrays.copyOf(next, 2 * next.length);
            splits = Arrays.copyOf(splits, 2 * splits.length);
        }
        int left = nodes;
        nodes += 2;
        next[node] = left;
        splits[node] = Tree.pack(split, split.categorical() ? set(split.levels()) : split.cut());
        return left;
    }

    /** Ends a node in the leaf made last. */
    void end(int node, int leaf) {
        next[node] = ~leaf;
    }

    private int set(long[] levels) {
        if (words + levels.length > sets.length) {
            sets = Arrays.copyOf(sets, Math.max(64, 2 * sets.length));
        }
        System.arraycopy(levels, 0, sets, words, levels.length);
        words += levels.length;
        return words / levels.length - 1;
    }

    int leaf(float value) {
        entry(value);
        return leaves++;
    }

    /** Only classes that the leaf has are kept, since most leaves of most trees have one. */
    int leaf(double[] weights, double sum) {
        for (int code = 0; code < weights.length; code++) {
            if (weights[code] > 0) {
                entry((float) (weights[code] / sum));
                if (entries > labels.length) {
                    labels = Arrays.copyOf(labels, 2 * labels.length);
                }
                labels[entries - 1] = (short) code;
            }
        }
        leaves++;
        if (leaves >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[leaves] = entries;
        return leaves - 1;
    }

    private void entry(float value) {
        if (entries == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        values[entries++] = value;
    }

    Tree build() {
        return new Tree(
                Arrays.copyOf(splits, nodes),
                Arrays.copyOf(next, nodes),
                Arrays.copyOf(sets, words),
                Arrays.copyOf(values, entries),
                scalar ? new int[0] : Arrays.copyOf(starts, leaves + 1),
                scalar ? new short[0] : Arrays.copyOf(labels, entries));
    }
}
