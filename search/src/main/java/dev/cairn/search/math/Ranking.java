package dev.cairn.search.math;

/**
 * Sorts positions by what stands there, without an object per position: a stable merge sort from short runs up (Knuth, TAOCP 3, §5.2.4), and
 * of many values a radix sort (§5.2.5).
 */
public final class Ranking {
    /** From here on four passes over the digits take less time than the merges. */
    private static final int MANY = 2_000;

    private static final int DIGIT = 16;

    private Ranking() {}

    /** Indices from the least value to the greatest, the first among equals first; no value is NaN. */
    public static int[] ascending(double[] values) {
        return values.length < MANY ? merged(values) : byDigits(values);
    }

    private static int[] merged(double[] values) {
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

    private static int[] byDigits(double[] values) {
        long[] keys = new long[values.length];
        int[] order = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            long bits = Double.doubleToLongBits(values[i] + 0.0); // -0.0 and 0.0 are equal
            keys[i] = bits ^ (bits >> 63 | Long.MIN_VALUE); // in the order of unsigned numbers
            order[i] = i;
        }
        long[] spareKeys = new long[keys.length];
        int[] spareOrder = new int[order.length];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            int[] place = places(keys, shift);
            for (int i = 0; i < keys.length; i++) {
                int to = place[digit(keys[i], shift)]++;
                spareKeys[to] = keys[i];
                spareOrder[to] = order[i];
            }
            long[] sortedKeys = spareKeys;
            spareKeys = keys;
            keys = sortedKeys;
            int[] sortedOrder = spareOrder;
            spareOrder = order;
            order = sortedOrder;
        }
        return order;
    }

    /** Where the first of each digit goes. */
    private static int[] places(long[] keys, int shift) {
        int[] places = new int[(1 << DIGIT) + 1];
        for (long key : keys) {
            places[digit(key, shift) + 1]++;
        }
        for (int i = 1; i < places.length; i++) {
            places[i] += places[i - 1];
        }
        return places;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & ((1 << DIGIT) - 1);
    }
}
