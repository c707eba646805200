package dev.cairn.trainers.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How large residuals are along a number, relative to all: straight between points, level beyond the ends.
 *
 * @param at where the points are, ascending; at least one
 * @param heights above 0
 */
public record Curve(List<Double> at, List<Double> heights) {
    /** The same everywhere. */
    public static final Curve LEVEL = new Curve(List.of(0.0), List.of(1.0));

    /** Rows that tell a mean residual to about a tenth of itself. */
    private static final int ROWS_PER_POINT = 50;

    private static final int MOST_POINTS = 20;

    /** A stretch whose rows happened to be exact is not taken to be so. */
    private static final double LEAST = 0.1;

    public Curve {
        at = List.copyOf(at);
        heights = List.copyOf(heights);
        if (at.isEmpty() || at.size() != heights.size()) {
            throw new IllegalArgumentException(
                    "a curve has points, got " + at.size() + " places of " + heights.size() + " heights");
        }
    }

    /**
     * The mean of the sizes over stretches of equally many rows.
     *
     * @param sizes not negative, one per place
     */
    static Curve of(double[] places, double[] sizes) {
        int points = Math.min(MOST_POINTS, places.length / ROWS_PER_POINT);
        double mean = Arrays.stream(sizes).average().orElse(0);
        if (points < 2 || !(mean > 0)) {
            return LEVEL;
        }
        int[] order = IntStream.range(0, places.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> places[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Double> at = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        int from = 0;
        for (int point = 1; point <= points; point++) {
            int to = end(places, order, (int) ((long) point * order.length / points));
            if (to > from) {
                at.add(mean(places, order, from, to));
                heights.add(Math.max(LEAST, mean(sizes, order, from, to) / mean));
                from = to;
            }
        }
        return new Curve(at, heights);
    }

    /** Rows at the same place are of one stretch. */
    private static int end(double[] places, int[] order, int wanted) {
        int end = wanted;
        while (end < order.length && places[order[end]] == places[order[end - 1]]) {
            end++;
        }
        return end;
    }

    private static double mean(double[] numbers, int[] order, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += numbers[order[i]];
        }
        return sum / (to - from);
    }

    double height(double place) {
        int last = at.size() - 1;
        if (!(place > at.get(0))) {
            return heights.get(0);
        }
        if (place >= at.get(last)) {
            return heights.get(last);
        }
        int above = 1;
        while (at.get(above) < place) {
            above++;
        }
        double part = (place - at.get(above - 1)) / (at.get(above) - at.get(above - 1));
        return heights.get(above - 1) + part * (heights.get(above) - heights.get(above - 1));
    }
}
