package dev.cairn.trainers.metric;

import java.util.Arrays;

/** Sorts row numbers by score without boxing them: curves of large tables are scored at every measurement. */
final class Order {
    private Order() {}

    /** Rows from the highest score to the lowest; equal ones in their own order. A bottom-up merge sort. */
    static int[] descending(double[] scores) {
        int[] sorted = new int[scores.length];
        Arrays.setAll(sorted, row -> row);
        int[] spare = new int[scores.length];
        for (int run = 1; run < scores.length; run *= 2) {
            for (int from = 0; from < scores.length; from += 2 * run) {
                merge(scores, sorted, spare, from, run);
            }
            int[] merged = spare;
            spare = sorted;
            sorted = merged;
        }
        return sorted;
    }

    private static void merge(double[] scores, int[] sorted, int[] spare, int from, int run) {
        int left = from;
        int leftEnd = Math.min(from + run, sorted.length);
        int right = leftEnd;
        int rightEnd = Math.min(from + 2 * run, sorted.length);
        for (int place = from; place < rightEnd; place++) {
            boolean takeLeft = left < leftEnd && (right >= rightEnd || scores[sorted[left]] >= scores[sorted[right]]);
            spare[place] = takeLeft ? sorted[left++] : sorted[right++];
        }
    }
}
