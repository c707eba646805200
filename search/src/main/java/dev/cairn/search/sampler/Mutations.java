package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes feasible configurations of points of the unit cube that may be anything, and new ones at that as long as it can.
 *
 * @param taken points of configurations that are observed or pending
 */
record Mutations(SearchSpace space, List<double[]> taken, Stream stream) {
    private static final int TRIES = 40;

    static Mutations of(Situation situation, String purpose) {
        SearchSpace space = situation.space();
        List<double[]> taken =
                Encodings.of(space).points(space, situation.history().trials());
        situation.batch().forEach(suggestion -> taken.add(space.encode(suggestion.values())));
        return new Mutations(space, taken, situation.stream(purpose));
    }

    /** The first of the made points that is feasible and new; else a random feasible configuration. */
    Values firstNew(Supplier<double[]> made) {
        Optional<Values> old = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            Values values = space.decode(made.get());
            if (space.feasible(values)) {
                if (!known(values)) {
                    return values;
                }
                old = Optional.of(values);
            }
        }
        Values random = FeasiblePoints.draw(space, stream);
        return known(random) ? old.orElse(random) : random;
    }

    /** Compares points, since most differ in their first coordinate, and a set of thousands of configurations costs more to make. */
    private boolean known(Values values) {
        double[] point = space.encode(values);
        for (double[] other : taken) {
            if (Arrays.equals(point, other)) {
                return true;
            }
        }
        return false;
    }

    /** A point in which coordinates that were inactive have a random place, for a change elsewhere may make them active. */
    double[] filled(double[] point) {
        return Arrays.stream(point)
                .map(u -> Double.isNaN(u) ? stream.uniform() : u)
                .toArray();
    }

    /** A place near another along one axis, reflected at the ends; where there is no order, any other level. */
    double moved(int axis, double from, double step) {
        Parameter parameter = space.parameters().get(axis);
        double values = parameter.cardinality();
        if (parameter.unordered() || values == 2) {
            double level = Math.floor(Math.min(from, 1 - 1e-12) * values);
            double other = (level + 1 + stream.below(Math.max(1, (int) values - 1))) % values;
            return (other + 0.5) / values;
        }
        // A step of a discrete parameter that leaves its value as it was would be none.
        double least = Double.isInfinite(values) ? 0 : 1 / values;
        double move = step * stream.gaussian();
        double to = from + (Math.abs(move) < least ? Math.copySign(least, move) : move);
        double reflected = Math.abs(to) % 2;
        return reflected > 1 ? 2 - reflected : reflected;
    }

    /** The coordinates that are active in a point and have more than one value. */
    List<Integer> movable(double[] point) {
        return IntStream.range(0, point.length)
                .filter(d ->
                        !Double.isNaN(point[d]) && space.parameters().get(d).cardinality() > 1)
                .boxed()
                .toList();
    }
}
