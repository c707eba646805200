package dev.cairn.search.model;

import dev.cairn.search.math.Normal;
import java.util.Arrays;

/** Makes losses fit for a Gaussian process. Less is better before and after; the result has mean 0 and variance 1. */
public enum Warping {
    /** Keeps the shape, but draws in the worst tenth by a logarithm, so that a few terrible results do not flatten the rest. */
    WIDE {
        @Override
        double[] shaped(double[] losses, double[] sorted) {
            double least = sorted[0];
            double knee = sorted[(int) (TAME_FROM * (sorted.length - 1))];
            double range = knee > least ? knee - least : sorted[sorted.length - 1] - least;
            double scale = range > 0 ? Math.min(range, Double.MAX_VALUE) : 1;
            return Arrays.stream(losses)
                    .map(loss -> loss / scale - least / scale)
                    .map(x -> x <= 1 ? x : 1 + Math.log(x))
                    .toArray();
        }
    },

    /**
     * Keeps the shape of the better half and replaces the worse one by normal quantiles of its ranks (half-rank warping of Song et al., "The
     * Vizier Gaussian Process Bandit Algorithm", 2024). As good results accumulate, this zooms in on the differences between
     * them: right for digging on in one place, wrong for finding another.
     */
    ZOOMED {
        @Override
        double[] shaped(double[] losses, double[] sorted) {
            int n = sorted.length;
            double median = sorted[(n - 1) / 2];
            double spread = goodSpread(sorted, median);
            return Arrays.stream(losses)
                    .map(loss -> loss <= median
                            ? loss / spread - median / spread
                            : Normal.quantile((middleRank(sorted, loss) + 0.5) / n))
                    .toArray();
        }
    };

    private static final double TAME_FROM = 0.9;

    abstract double[] shaped(double[] losses, double[] sorted);

    /** The warped losses. All inputs are finite. */
    public double[] of(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        return standardised(shaped(losses, sorted));
    }

    /** A deviation such that the better half looks like half a normal distribution; 1 where there is none. */
    private static double goodSpread(double[] sorted, double median) {
        double scale = Math.min(median - sorted[0], Double.MAX_VALUE);
        double sum = 0;
        int count = 0;
        for (; count < sorted.length && sorted[count] <= median; count++) {
            double part =
                    scale > 0 ? sorted[count] / scale - median / scale : 0; // squares of extreme losses would overflow
            sum += part * part;
        }
        double spread = scale * Math.sqrt(sum / count);
        return spread > 0 && Double.isFinite(spread) ? spread : 1;
    }

    /** The mean rank of all that equal the value. */
    private static double middleRank(double[] sorted, double value) {
        int first = 0;
        int high = sorted.length;
        while (first < high) {
            int middle = (first + high) >>> 1;
            if (sorted[middle] < value) {
                first = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = first;
        while (last + 1 < sorted.length && sorted[last + 1] == value) {
            last++;
        }
        return (first + last) / 2.0;
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        double deviation = variance > 1e-20 ? Math.sqrt(variance) : 1;
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }
}
