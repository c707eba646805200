package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is believed of a space before anything is tried: a good value lies near each parameter's prior value. It weighs the acquisition by a
 * power that decays with the number of results (πBO: Hvarfner et al., ICLR 2022), and bends every other starting point.
 *
 * <p>A part of it is flat, so that a belief which is wrong costs some trials and excludes nothing.
 *
 * @param centres per coordinate the place of the prior value, NaN where none is given
 */
@SuppressWarnings("ArrayRecordComponent") // private to the samplers, which do not write to it
record Prior(SearchSpace space, double[] centres) {
    private static final double WIDTH = 0.2;
    private static final double FLAT = 0.2;
    /** The weight against that of one result: β of Hvarfner et al. */
    private static final double RESULTS = 10;

    static Prior of(SearchSpace space) {
        double[] centres = new double[space.size()];
        for (int d = 0; d < centres.length; d++) {
            Parameter parameter = space.parameters().get(d);
            centres[d] = parameter.prior().map(parameter::encode).orElse(Double.NaN);
        }
        return new Prior(space, centres);
    }

    boolean given() {
        return Arrays.stream(centres).anyMatch(centre -> !Double.isNaN(centre));
    }

    /** The power of the density after so many results. */
    static double strength(int results) {
        return RESULTS / Math.max(1, results);
    }

    /**
     * The logarithm of the density at a point, NaN where inactive.
     *
     * @param gradient gets {@code factor} times the derivative added
     */
    double log(double[] point, double factor, Optional<double[]> gradient) {
        double sum = 0;
        for (int d = 0; d < point.length; d++) {
            if (Double.isNaN(centres[d]) || Double.isNaN(point[d])) {
                continue;
            }
            if (space.parameters().get(d).unordered()) {
                double levels = space.parameters().get(d).cardinality();
                boolean same = Math.floor(point[d] * levels) == Math.floor(centres[d] * levels);
                sum += Math.log(FLAT + (same ? (1 - FLAT) * levels : 0));
                continue;
            }
            double z = (point[d] - centres[d]) / WIDTH;
            double peak = (1 - FLAT) * Normal.density(z) / (WIDTH * mass(d));
            sum += Math.log(FLAT + peak);
            if (gradient.isPresent()) {
                gradient.get()[d] += factor * -z / WIDTH * peak / (FLAT + peak);
            }
        }
        return sum;
    }

    /** A starting point: every other one of a sequence is drawn towards the prior, the first among them. */
    Values start(int index, Values plain, Stream stream) {
        if (!given() || index % 2 != 0) {
            return plain;
        }
        double[] unit = space.encode(plain);
        for (int d = 0; d < unit.length; d++) {
            double u = Double.isNaN(unit[d]) ? stream.uniform() : unit[d];
            boolean bend = !Double.isNaN(centres[d]);
            unit[d] = bend ? (index == 0 ? centres[d] : bent(d, u)) : u;
        }
        Values values = space.decode(unit);
        return space.feasible(values) ? values : plain;
    }

    /** The quantile of the believed density, its flat part left out. */
    private double bent(int d, double u) {
        if (space.parameters().get(d).unordered()) {
            double levels = space.parameters().get(d).cardinality();
            return u < FLAT ? (Math.floor(u / FLAT * levels) + 0.5) / levels : centres[d];
        }
        double low = Normal.cumulative(-centres[d] / WIDTH);
        double p = Math.min(1 - 1e-12, Math.max(1e-12, low + u * mass(d)));
        return Math.min(1, Math.max(0, centres[d] + WIDTH * Normal.quantile(p)));
    }

    private double mass(int d) {
        return Normal.cumulative((1 - centres[d]) / WIDTH) - Normal.cumulative(-centres[d] / WIDTH);
    }
}
