package dev.cairn.server.routes;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Thins out a curve for a plot. */
final class Downsampling {
    private Downsampling() {}

    /** Indices of at most {@code points} points, evenly spread; the first, the last and the best are among them. */
    static int[] keep(double[] values, int points, boolean maximize) {
        if (values.length <= points) {
            return IntStream.range(0, values.length).toArray();
        }
        int spread = points - 1;
        IntStream even = IntStream.range(0, spread).map(i -> (int) ((long) i * (values.length - 1) / (spread - 1)));
        return IntStream.concat(even, IntStream.of(best(values, maximize)))
                .distinct()
                .sorted()
                .toArray();
    }

    private static int best(double[] values, boolean maximize) {
        double[] losses = Arrays.stream(values).map(v -> maximize ? -v : v).toArray();
        int best = 0;
        for (int i = 1; i < losses.length; i++) {
            best = Double.compare(losses[i], losses[best]) < 0 ? i : best;
        }
        return best;
    }
}
