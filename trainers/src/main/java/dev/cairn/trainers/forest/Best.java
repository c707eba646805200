package dev.cairn.trainers.forest;

import java.util.Arrays;

/** The best split of a node that was seen so far. Reused from node to node, so that candidates cost no memory. */
final class Best {
    private final int[] order = new int[BinnedTable.MISSING];
    private int ordered;
    private int feature;
    private int cut;
    private boolean categorical;
    private boolean missingLeft;
    private boolean heavierLeft;
    private double value;

    void reset() {
        value = Double.NEGATIVE_INFINITY;
    }

    boolean found() {
        return value > Double.NEGATIVE_INFINITY;
    }

    boolean beatenBy(double candidate) {
        return candidate > value;
    }

    /** Bins up to {@code cut} go left. */
    void take(double candidate, int ofFeature, int cutBin, boolean missing, boolean heavier) {
        value = candidate;
        feature = ofFeature;
        cut = cutBin;
        categorical = false;
        missingLeft = missing;
        heavierLeft = heavier;
    }

    /** Of the node's bins in this order, those up to place {@code last} go left. */
    void take(double candidate, int ofFeature, int[] bins, int count, int last, boolean missing, boolean heavier) {
        take(candidate, ofFeature, last, missing, heavier);
        categorical = true;
        ordered = count;
        System.arraycopy(bins, 0, order, 0, count);
    }

    /** What the node does not have, missing cells included, goes with the heavier part. */
    Split split(double valueOfNode, boolean missingKnown) {
        boolean missing = missingKnown ? missingLeft : heavierLeft;
        return new Split(feature, cut, categorical ? levels(missing) : new long[0], missing, value - valueOfNode);
    }

    private long[] levels(boolean missing) {
        long[] bits = new long[4];
        Arrays.fill(bits, heavierLeft ? -1L : 0L);
        for (int place = 0; place < ordered; place++) {
            set(bits, order[place], place <= cut);
        }
        set(bits, BinnedTable.MISSING, missing);
        return bits;
    }

    private static void set(long[] bits, int bin, boolean left) {
        long bit = 1L << bin;
        bits[bin >>> 6] = left ? bits[bin >>> 6] | bit : bits[bin >>> 6] & ~bit;
    }

    int feature() {
        return feature;
    }
}
