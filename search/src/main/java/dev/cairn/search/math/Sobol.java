package dev.cairn.search.math;

import dev.cairn.search.InvalidSearch;

/**
 * Points of a scrambled Sobol' sequence, each a function of index and seed alone.
 *
 * <p>Primitive polynomials are found by trial; initial direction numbers are those of Joe and Kuo (SIAM J. Sci. Comput. 30, 2008, file
 * new-joe-kuo-6) for the first 21 dimensions and drawn at random beyond, where scrambling matters more than they do. Scrambling is
 * Owen's nested uniform one, by hashing (Burley, JCGT 9(4), 2020).
 */
public final class Sobol {
    public static final int MAX_DIMENSIONS = 1024;
    private static final int BITS = 32;

    private static final int[][] JOE_KUO = {
        {1},
        {1, 3},
        {1, 3, 1},
        {1, 1, 1},
        {1, 1, 3, 3},
        {1, 3, 5, 13},
        {1, 1, 5, 5, 17},
        {1, 1, 5, 5, 5},
        {1, 1, 7, 11, 19},
        {1, 1, 5, 1, 1},
        {1, 1, 1, 3, 11},
        {1, 3, 5, 5, 31},
        {1, 3, 3, 9, 7, 49},
        {1, 1, 1, 15, 21, 21},
        {1, 3, 1, 13, 27, 49},
        {1, 1, 1, 15, 7, 5},
        {1, 3, 1, 15, 13, 25},
        {1, 1, 5, 5, 19, 61},
        {1, 3, 7, 11, 23, 15, 103},
        {1, 3, 7, 13, 13, 15, 69}
    };

    private final int[][] directions;

    public Sobol(int dimensions) {
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new InvalidSearch(
                    "Sobol' points have 1 to %d dimensions, got %d".formatted(MAX_DIMENSIONS, dimensions));
        }
        directions = new int[dimensions][];
        directions[0] = vanDerCorput();
        int dimension = 1;
        for (int degree = 1; dimension < dimensions; degree++) {
            for (int middle = 0; middle < 1 << (degree - 1) && dimension < dimensions; middle++) {
                if (primitive(degree, middle)) {
                    directions[dimension] = directions(degree, middle, initial(dimension, degree));
                    dimension++;
                }
            }
        }
    }

    /** The point with this index (from 0), in the half-open unit cube. */
    public double[] point(int index, long seed) {
        double[] point = new double[directions.length];
        for (int d = 0; d < point.length; d++) {
            int bits = 0;
            for (int i = index, k = 0; i != 0; i >>>= 1, k++) {
                if ((i & 1) != 0) {
                    bits ^= directions[d][k];
                }
            }
            point[d] = (scramble(bits, (int) Stream.key(seed, d)) & 0xFFFFFFFFL) * 0x1.0p-32;
        }
        return point;
    }

    private static int[] vanDerCorput() {
        int[] v = new int[BITS];
        for (int k = 0; k < BITS; k++) {
            v[k] = 1 << (BITS - 1 - k);
        }
        return v;
    }

    private static int[] initial(int dimension, int degree) {
        if (dimension <= JOE_KUO.length) {
            return JOE_KUO[dimension - 1];
        }
        Stream stream = Stream.of(0, dimension);
        int[] m = new int[degree];
        for (int k = 0; k < degree; k++) {
            m[k] = stream.below(1 << k) * 2 + 1;
        }
        return m;
    }

    /** The recurrence of Bratley and Fox (ACM TOMS 659, 1988) for x^degree + middle·x + 1. */
    private static int[] directions(int degree, int middle, int[] m) {
        int[] v = new int[BITS];
        for (int k = 0; k < BITS; k++) {
            if (k < degree) {
                v[k] = m[k] << (BITS - 1 - k);
                continue;
            }
            v[k] = v[k - degree] ^ (v[k - degree] >>> degree);
            for (int j = 1; j < degree; j++) {
                if ((middle >> (degree - 1 - j) & 1) != 0) {
                    v[k] ^= v[k - j];
                }
            }
        }
        return v;
    }

    /** True if x generates the whole multiplicative group modulo the polynomial. */
    static boolean primitive(int degree, int middle) {
        int polynomial = 1 << degree | middle << 1 | 1;
        int power = 1;
        for (int order = 1; ; order++) {
            power <<= 1;
            if ((power >> degree & 1) != 0) {
                power ^= polynomial;
            }
            if (power <= 1) {
                return power == 1 && order == (1 << degree) - 1;
            }
        }
    }

    private static int scramble(int bits, int seed) {
        int x = Integer.reverse(bits);
        x ^= x * 0x3d20adea;
        x += seed;
        x *= (seed >>> 16) | 1;
        x ^= x * 0x05526c56;
        x ^= x * 0x53a22864;
        return Integer.reverse(x);
    }
}
