package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.space.Parameter;

/**
 * Keeps a discrete coordinate of a normal distribution from being stuck at one value: its deviation is stretched until leaving that value is
 * likely enough (the margin of Hamano et al., "CMA-ES with Margin", GECCO 2022, applied to the draw and not to the state).
 */
final class Margin {
    private static final int HALVINGS = 30;

    private Margin() {}

    /** The factor of at least 1 by which to stretch a step along the coordinate. */
    static double stretch(Parameter parameter, double mean, double deviation, double margin) {
        if (Double.isInfinite(parameter.cardinality())) {
            return 1;
        }
        double below = boundary(parameter, mean, 0);
        double above = boundary(parameter, mean, 1);
        double nearest = Math.min(mean - below, above - mean);
        double needed = nearest / Normal.quantile(1 - Math.min(0.4, margin));
        return Double.isFinite(nearest) && needed > deviation ? needed / deviation : 1;
    }

    /** Where the value changes on the way from the mean to one end; infinitely far if it never does. */
    private static double boundary(Parameter parameter, double mean, double end) {
        Object here = parameter.decode(mean);
        if (parameter.decode(end).equals(here)) {
            return end == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double same = mean;
        double other = end;
        // The first change, not just any: bisection keeps to the side of the mean as long as the value is its own.
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (same + other) / 2;
            if (parameter.decode(middle).equals(here)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }
}
