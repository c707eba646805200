package dev.cairn.trainers.forest;

import dev.cairn.trainers.split.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one tree learns from.
 *
 * @param rows those drawn at least once, ascending
 * @param weights by row of the table: its own weight times how often it was drawn
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Sample(int[] rows, float[] weights, Answers answers) {
    /**
     * How rows are drawn for a tree.
     *
     * @param share of the rows
     * @param replaced whether a row can be drawn again (bootstrap)
     */
    record Drawing(double share, boolean replaced) {}

    static Sample draw(Answers answers, float[] weights, Drawing drawing, SplittableRandom random) {
        int all = weights.length;
        int wanted = (int) Math.max(1, Math.round(drawing.share() * all));
        if (!drawing.replaced() && wanted == all) {
            return new Sample(everyRow(all), weights, answers);
        }
        int[] times = new int[all];
        if (drawing.replaced()) {
            for (int i = 0; i < wanted; i++) {
                times[random.nextInt(all)]++;
            }
        } else {
            choose(times, wanted, random);
        }
        int[] rows = new int[wanted];
        int count = 0;
        float[] counted = new float[all];
        for (int row = 0; row < all; row++) {
            if (times[row] > 0) {
                rows[count++] = row;
                counted[row] = times[row] * weights[row];
            }
        }
        return new Sample(Arrays.copyOf(rows, count), counted, answers);
    }

    /** Each row has the same chance (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S). */
    private static void choose(int[] times, int wanted, SplittableRandom random) {
        int left = wanted;
        for (int row = 0; row < times.length; row++) {
            if (random.nextInt(times.length - row) < left) {
                times[row] = 1;
                left--;
            }
        }
    }

    private static int[] everyRow(int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, row -> row);
        return rows;
    }

    static SplittableRandom random(long seed, int tree) {
        return Seeds.random(seed, "tree", tree);
    }
}
