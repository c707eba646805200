package dev.cairn.search.trial;

/** Which way an objective is better. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** True if {@code a} is strictly better than {@code b}; NaN is worse than everything. */
    public boolean better(double a, double b) {
        return Double.compare(loss(a), loss(b)) < 0;
    }

    /** The value as something to minimise; NaN, which means divergence, stays NaN and sorts last. */
    public double loss(double value) {
        return this == MINIMIZE ? value : -value;
    }
}
