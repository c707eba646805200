package dev.cairn.trainers.feature;

/** What the order of sorted numbers tells. */
final class Order {
    private Order() {}

    /** Linear between the order statistics (Hyndman and Fan, The American Statistician 1996, definition 7); 0 when there are none. */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The least of those that come most often; 0 when there are none. */
    static double mostFrequent(double[] sorted) {
        double best = 0;
        int most = 0;
        int run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                best = sorted[i];
            }
        }
        return best;
    }

    static int firstNotBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static int firstAbove(double[] sorted, double value) {
        return firstNotBelow(sorted, Math.nextUp(value));
    }

    /** No farther from 0 than that. */
    static double within(double value, double farthest) {
        return Math.max(-farthest, Math.min(farthest, value));
    }
}
