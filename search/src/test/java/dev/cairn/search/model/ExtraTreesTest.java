package dev.cairn.search.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Streams are seeded, hence no false alarms. */
final class ExtraTreesTest {
    @Test
    void it_explains_most_of_a_function_with_cliffs_and_levels() {
        SearchSpace space = SearchSpace.of(
                Real.of("a", 0, 1), Real.of("b", 0, 1), Real.of("idle", 0, 1), Choice.of("c", "x", "y", "z", "w"));
        assertThat(unexplained(space, point -> (point[0] > 0.4 ? 2 : 0) + point[1] + Math.floor(point[3] * 4) % 2))
                .isLessThan(0.15);
    }

    @Test
    void it_tells_branches_apart() {
        assertThat(unexplained(Spaces.conditional(), point -> {
                    double active = 0;
                    for (double u : point) {
                        active += Double.isNaN(u) ? 0 : 1;
                    }
                    return active;
                }))
                .isLessThan(0.1);
    }

    @Test
    void doubt_is_greater_where_trees_disagree() {
        SearchSpace space = SearchSpace.of(Real.of("x", 0, 1));
        List<double[]> points = new ArrayList<>();
        double[] y = new double[40];
        for (int i = 0; i < y.length; i++) {
            points.add(new double[] {i < 20 ? i / 100.0 : 0.8 + i / 400.0});
            y[i] = i < 20 ? 0 : 1;
        }
        ExtraTrees forest = ExtraTrees.fit(space, points, y, Stream.of(1));
        assertThat(forest.at(new double[] {0.5}).deviation())
                .isGreaterThan(5 * forest.at(new double[] {0.1}).deviation());
        assertThat(forest.at(new double[] {0.1}).mean()).isLessThan(0.01);
        assertThat(forest.at(new double[] {0.9}).mean()).isGreaterThan(0.99);
    }

    @Test
    void equal_values_make_one_leaf() {
        SearchSpace space = Spaces.flat();
        ExtraTrees forest = ExtraTrees.fit(space, points(space, 30, 1), new double[30], Stream.of(1));
        assertThat(forest.at(new double[] {0.2, 0.9}).mean()).isZero();
    }

    /** Squared error on new points, as a part of their variance. */
    private static double unexplained(SearchSpace space, ToDoubleFunction<double[]> function) {
        List<double[]> seen = points(space, 300, 3);
        ExtraTrees forest =
                ExtraTrees.fit(space, seen, seen.stream().mapToDouble(function).toArray(), Stream.of(9));
        List<double[]> others = points(space, 200, 4);
        double mean = others.stream().mapToDouble(function).average().orElseThrow();
        double error = 0;
        double total = 0;
        for (double[] point : others) {
            double value = function.applyAsDouble(point);
            error += Math.pow(forest.at(point).mean() - value, 2);
            total += Math.pow(value - mean, 2);
        }
        return error / total;
    }

    private static List<double[]> points(SearchSpace space, int count, long seed) {
        Stream stream = Stream.of(seed);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(space.encode(space.decode(stream.point(space.size()))));
        }
        return points;
    }
}
