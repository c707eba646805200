package dev.cairn.search.math;

/**
 * A stream of random numbers that is a function of a seed and of what it is for (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
 *
 * <p>Our own rather than the JDK's, so that no Java version changes what a recorded study replays to.
 */
public final class Stream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Stream(long state) {
        this.state = state;
    }

    /** A stream for one purpose, such as (study seed, trial number, part of the algorithm). */
    public static Stream of(long seed, long... purpose) {
        return new Stream(key(seed, purpose));
    }

    /** A well-mixed number that is a function of all the arguments. */
    public static long key(long seed, long... purpose) {
        long key = mix(seed + GOLDEN);
        for (long part : purpose) {
            key = mix(key ^ mix(part + GOLDEN) + GOLDEN);
        }
        return key;
    }

    public long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 … bound−1; the bias is below bound / 2⁵³. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by inversion, so that one number is drawn for each. */
    public double gaussian() {
        return Normal.quantile((bits() >>> 11) * 0x1.0p-53 + 0x1.0p-54);
    }

    /** Fills a new point of the unit cube. */
    public double[] point(int dimensions) {
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            point[i] = uniform();
        }
        return point;
    }

    /** 0 … size−1 in random order (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
