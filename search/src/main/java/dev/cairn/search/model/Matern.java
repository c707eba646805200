package dev.cairn.search.model;

/** The Matérn-5/2 correlation as a function of the squared scaled distance (Rasmussen and Williams 2006, eq. 4.17). */
final class Matern {
    private static final double SQRT5 = Math.sqrt(5);

    private Matern() {}

    static double value(double squared) {
        double r = SQRT5 * Math.sqrt(squared);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }

    /** The derivative by the squared distance, finite also at 0. */
    static double slope(double squared) {
        double r = SQRT5 * Math.sqrt(squared);
        return -5.0 / 6 * (1 + r) * Math.exp(-r);
    }
}
