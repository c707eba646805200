package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.Hyperparameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AcquisitionTest {
    private final GaussianProcess process = process();

    @Test
    void gradients_are_those_of_finite_differences() {
        for (Acquisition acquisition : List.of(new LogImprovement(process, -0.5), new LowerBound(process, 1.7))) {
            double[] point = {0.37, 0.61};
            double[] gradient = new double[2];
            acquisition.negative(point, gradient);
            for (int d = 0; d < 2; d++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[d] += 1e-6;
                down[d] -= 1e-6;
                double[] values = acquisition.atAll(List.of(down, up));
                double slope = (values[0] - values[1]) / 2e-6;
                assertThat(gradient[d]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            }
        }
    }

    @Test
    void a_wider_bound_prefers_what_is_less_known() {
        List<double[]> points = new ArrayList<>();
        Stream stream = Stream.of(8);
        for (int i = 0; i < 50; i++) {
            points.add(stream.point(2));
        }
        assertThat(deviationOfBest(points, 10)).isGreaterThan(deviationOfBest(points, 0));
    }

    private double deviationOfBest(List<double[]> points, double width) {
        double[] values = new LowerBound(process, width).atAll(points);
        double[] best = points.get(0);
        for (int i = 0; i < values.length; i++) {
            best = values[i] == Arrays.stream(values).max().orElseThrow() ? points.get(i) : best;
        }
        return process.at(best).deviation();
    }

    private static GaussianProcess process() {
        Stream stream = Stream.of(6);
        List<double[]> points = new ArrayList<>();
        double[] y = new double[12];
        for (int i = 0; i < y.length; i++) {
            points.add(stream.point(2));
            y[i] = Math.sin(5 * points.get(i)[0]) + points.get(i)[1];
        }
        return GaussianProcess.of(
                new Features(Spaces.flat()), new Hyperparameters(new double[] {0.4, 0.7}, 1, 1e-3), points, y);
    }
}
