package dev.cairn.search.sampler;

import java.util.List;

/** What points promise as the next ones to try, by the belief about them; more is better. */
sealed interface Acquisition permits LogImprovement, LowerBound, Believed {
    double[] atAll(List<double[]> points);

    /** The negative at one point, to minimise, with its gradient by the coordinates. */
    double negative(double[] point, double[] gradient);
}
