package dev.cairn.search.model;

import java.util.Arrays;

/**
 * Bends numeric coordinates of the unit interval by the distribution function of Kumaraswamy, 1 − (1 − xᵃ)ᵇ, so that a function which varies
 * faster in one part of its range looks stationary (Snoek, Swersky, Zemel and Adams, ICML 2014, with this distribution for the beta's).
 *
 * @param a first exponent of each coordinate; where both are 1 it stays straight
 * @param b second exponent
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops and never written
public record InputWarp(double[] a, double[] b) {
    /** Keeps away from the ends, where slopes may be infinite. */
    private static final double MARGIN = 1e-3;

    /** Bends nothing. */
    static InputWarp none(int coordinates) {
        double[] ones = new double[coordinates];
        Arrays.fill(ones, 1);
        return new InputWarp(ones, ones);
    }

    boolean bends(int coordinate) {
        return a[coordinate] != 1 || b[coordinate] != 1;
    }

    int bent() {
        int count = 0;
        for (int d = 0; d < a.length; d++) {
            count += bends(d) ? 1 : 0;
        }
        return count;
    }

    double of(int d, double x) {
        return bends(d) ? 1 - Math.pow(1 - Math.pow(inner(x), a[d]), b[d]) : x;
    }

    /** The derivative by the coordinate. */
    double slope(int d, double x) {
        if (!bends(d)) {
            return 1;
        }
        double u = Math.pow(inner(x), a[d]);
        return (1 - 2 * MARGIN) * a[d] * b[d] * u / inner(x) * Math.pow(1 - u, b[d] - 1);
    }

    /** The derivative by the logarithm of a. */
    double byLogA(int d, double x) {
        double u = Math.pow(inner(x), a[d]);
        return b[d] * Math.pow(1 - u, b[d] - 1) * a[d] * u * Math.log(inner(x));
    }

    /** The derivative by the logarithm of b. */
    double byLogB(int d, double x) {
        double rest = 1 - Math.pow(inner(x), a[d]);
        return -b[d] * Math.pow(rest, b[d]) * Math.log(rest);
    }

    private static double inner(double x) {
        return MARGIN + (1 - 2 * MARGIN) * x;
    }
}
