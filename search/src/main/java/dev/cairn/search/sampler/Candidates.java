package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes points of the unit cube that are canonical (what {@code encode} gives) and feasible.
 *
 * @param admits which of them are wanted
 */
record Candidates(SearchSpace space, Predicate<double[]> admits, Stream stream) {
    private static final double[] STEPS = {0.25, 0.08, 0.025};

    /** The canonical form of a point, or nothing if it breaks a constraint; coordinates that were inactive may become active. */
    Optional<double[]> canonical(double[] unit) {
        Values values = space.decode(filled(unit));
        return space.feasible(values) ? Optional.of(space.encode(values)).filter(admits) : Optional.empty();
    }

    /** Uniform points, fewer than asked for where most are not wanted. */
    List<double[]> uniform(int count) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            canonical(stream.point(space.size())).ifPresent(points::add);
        }
        return points;
    }

    /** Points that differ from the given one in a few coordinates, by small and by large steps. */
    List<double[]> around(double[] point, int count) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] mutant = filled(point);
            double step = STEPS[i % STEPS.length];
            double rate = stream.uniform() < 0.5 ? 2.0 / point.length : 0.5;
            int sure = stream.below(point.length);
            for (int d = 0; d < mutant.length; d++) {
                if (d == sure || stream.uniform() < rate) {
                    mutant[d] = moved(space.parameters().get(d), mutant[d], step);
                }
            }
            canonical(mutant).ifPresent(points::add);
        }
        return points;
    }

    /** Points of the box around the given one; a nominal parameter changes now and then. */
    List<double[]> within(double[] point, double[] reach, int count) {
        List<double[]> points = new ArrayList<>();
        double rate = Math.min(1, 20.0 / point.length);
        for (int i = 0; i < count; i++) {
            double[] mutant = filled(point);
            for (int d = 0; d < mutant.length; d++) {
                if (space.parameters().get(d).unordered()) {
                    mutant[d] = stream.uniform() < 0.1 ? stream.uniform() : mutant[d];
                } else if (stream.uniform() < rate) {
                    double low = Math.max(0, mutant[d] - reach[d]);
                    double high = Math.min(1, mutant[d] + reach[d]);
                    mutant[d] = low + stream.uniform() * (high - low);
                }
            }
            canonical(mutant).ifPresent(points::add);
        }
        return points;
    }

    /** Points that differ in one discrete parameter: each other level where there is no order, one step up and down where there is. */
    List<double[]> neighbours(double[] point) {
        List<double[]> points = new ArrayList<>();
        for (int d = 0; d < point.length; d++) {
            Parameter parameter = space.parameters().get(d);
            double cells = parameter.cardinality();
            if (Double.isNaN(point[d]) || Double.isInfinite(cells) || cells < 2) {
                continue;
            }
            if (steppedThrough(d)) {
                for (int level = 0; level < cells; level++) {
                    addMoved(points, point, d, (level + 0.5) / cells);
                }
            } else {
                addMoved(points, point, d, point[d] + 1 / cells);
                addMoved(points, point, d, point[d] - 1 / cells);
            }
        }
        return points;
    }

    /** True for a parameter with so few values that going along a slope between them makes no sense. */
    boolean steppedThrough(int axis) {
        return space.parameters().get(axis).unordered()
                || space.parameters().get(axis).cardinality() <= 4;
    }

    private void addMoved(List<double[]> points, double[] point, int d, double to) {
        double[] moved = point.clone();
        moved[d] = Math.min(1, Math.max(0, to));
        canonical(moved).ifPresent(points::add);
    }

    private double moved(Parameter parameter, double from, double step) {
        if (parameter.unordered() || parameter.cardinality() <= 2) {
            return stream.uniform();
        }
        double to = from + step * stream.gaussian();
        double reflected = Math.abs(to) % 2;
        return reflected > 1 ? 2 - reflected : reflected;
    }

    /** Inactive coordinates get a random place, for a change elsewhere may make them active. */
    private double[] filled(double[] point) {
        double[] filled = point.clone();
        for (int d = 0; d < filled.length; d++) {
            if (Double.isNaN(filled[d])) {
                filled[d] = stream.uniform();
            }
        }
        return filled;
    }
}
