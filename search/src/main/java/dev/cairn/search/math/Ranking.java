package dev.cairn.search.math;

/** Sorts positions by what stands there, without an object per position: a stable merge sort from short runs up (Knuth, TAOCP 3, §5.2.4). */
public final class Ranking {
    private Ranking() {}

    /** Indices from the least value to the greatest, the first among equals first; no value is NaN. */
    public static int[] ascending(double[] values) {
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int[] spare = new int[order.length];
        for (int run = 1; run < order.length; run *= 2) {
            for (int from = 0; from < order.length; from += 2 * run) {
                merge(values, order, spare, from, run);
            }
            int[] merged = spare;
            spare = order;
            order = merged;
        }
        return order;
    }

    private static void merge(double[] values, int[] order, int[] into, int from, int run) {
        int middle = Math.min(from + run, order.length);
        int end = Math.min(middle + run, order.length);
        int left = from;
        int right = middle;
        for (int i = from; i < end; i++) {
            boolean takeRight = right < end && (left >= middle || values[order[right]] < values[order[left]]);
            into[i] = takeRight ? order[right++] : order[left++];
        }
    }
}
