package dev.cairn.search.sampler;

import java.util.List;
import java.util.Optional;

/**
 * An acquisition raised by what is believed of the space, less as results accumulate (Hvarfner et al., "πBO", ICLR 2022).
 *
 * @param plain the acquisition without it
 * @param strength power of the prior density
 */
record Believed(Acquisition plain, Prior prior, double strength) implements Acquisition {
    /** The plain one where nothing is believed. */
    static Acquisition with(Prior prior, double strength, Acquisition plain) {
        return prior.given() ? new Believed(plain, prior, strength) : plain;
    }

    @Override
    public double[] atAll(List<double[]> points) {
        double[] values = plain.atAll(points);
        for (int i = 0; i < values.length; i++) {
            values[i] += strength * prior.log(points.get(i), 0, Optional.empty());
        }
        return values;
    }

    @Override
    public double negative(double[] point, double[] gradient) {
        double value = plain.negative(point, gradient);
        return value - strength * prior.log(point, -strength, Optional.of(gradient));
    }
}
