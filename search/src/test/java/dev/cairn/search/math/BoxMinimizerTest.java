package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BoxMinimizerTest {
    @Test
    void the_valley_of_rosenbrock_is_followed_to_its_end() {
        BoxMinimizer.Minimum minimum =
                minimizer(BoxMinimizerTest::rosenbrock, -5, 5, 200).from(new double[] {-1.2, 1});
        assertThat(minimum.value()).isLessThan(1e-8);
        assertThat(minimum.at()[0]).isCloseTo(1, within(1e-3));
    }

    @Test
    void bounds_are_kept_and_reached() {
        BoxMinimizer.Minimum minimum =
                minimizer(BoxMinimizerTest::rosenbrock, -5, 0.5, 200).from(new double[] {-1.2, -3});
        assertThat(minimum.at()[0]).isCloseTo(0.5, within(1e-6)); // the least value on the edge is at (0.5, 0.25)
        assertThat(minimum.at()[1]).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void a_start_outside_is_moved_inside() {
        BoxMinimizer.Minimum minimum =
                minimizer(BoxMinimizerTest::bowl, -1, 1, 20).from(new double[] {9, -9});
        assertThat(minimum.at()).containsExactly(new double[] {0.3, 0.3}, within(1e-6));
    }

    @Test
    void a_wall_of_values_that_are_not_numbers_is_kept_away_from() {
        BoxMinimizer.Smooth walled = (x, gradient) -> x[0] < 0.5 ? Double.NaN : bowl(x, gradient);
        BoxMinimizer.Minimum minimum = minimizer(walled, 0, 1, 50).from(new double[] {0.9, 0.9});
        assertThat(minimum.value()).isFinite();
        assertThat(minimum.at()[0]).isGreaterThanOrEqualTo(0.5);
    }

    private static BoxMinimizer minimizer(BoxMinimizer.Smooth function, double low, double high, int iterations) {
        return new BoxMinimizer(function, new double[] {low, low}, new double[] {high, high}, iterations, 1e-14);
    }

    private static double bowl(double[] x, double[] gradient) {
        gradient[0] = 2 * (x[0] - 0.3);
        gradient[1] = 2 * (x[1] - 0.3);
        return (x[0] - 0.3) * (x[0] - 0.3) + (x[1] - 0.3) * (x[1] - 0.3);
    }

    private static double rosenbrock(double[] x, double[] gradient) {
        double t = x[1] - x[0] * x[0];
        gradient[0] = -400 * t * x[0] - 2 * (1 - x[0]);
        gradient[1] = 200 * t;
        return 100 * t * t + (1 - x[0]) * (1 - x[0]);
    }
}
