package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

final class NormalTest {
    @Test
    void the_cumulative_has_its_published_values() {
        assertThat(Normal.cumulative(0)).isEqualTo(0.5);
        assertThat(Normal.cumulative(1.959963984540054)).isCloseTo(0.975, within(1e-14));
        assertThat(Normal.cumulative(-10)).isCloseTo(7.619853024160525e-24, withPercentage(1e-9));
        assertThat(Normal.cumulative(-37)).isCloseTo(5.725571222524577e-300, withPercentage(1e-8));
    }

    @Test
    void the_quantile_inverts_the_cumulative() {
        for (double p = 1e-12; p < 1; p = p < 1e-3 ? p * 3 : p + 0.001) {
            assertThat(Normal.cumulative(Normal.quantile(p))).isCloseTo(p, withPercentage(1e-8));
        }
    }

    @Test
    void the_scaled_complement_has_its_published_values() {
        assertThat(Normal.erfcx(0)).isEqualTo(1);
        assertThat(Normal.erfcx(1)).isCloseTo(0.427583576155807, withPercentage(1e-10));
        assertThat(Normal.erfcx(2.5)).isCloseTo(0.21080636406114, withPercentage(1e-9));
        assertThat(Normal.erfcx(50)).isCloseTo(0.011281536265323, withPercentage(1e-9));
    }

    @Test
    void the_scaled_complement_agrees_with_the_continued_fraction_of_laplace() {
        for (double x = 0.6; x < 30; x += 0.037) {
            double fraction = 0;
            for (int n = 2_000; n >= 1; n--) {
                fraction = 0.5 * n / (x + fraction); // Abramowitz and Stegun 7.1.14, evaluated backwards
            }
            assertThat(Normal.erfcx(x)).isCloseTo(1 / (Math.sqrt(Math.PI) * (x + fraction)), withPercentage(1e-12));
        }
    }

    @Test
    void log_improvement_is_smooth_and_has_its_slope() {
        for (double z = -2000; z < 6; z += z < -20 ? 13.7 : 0.173) {
            double h = 1e-5 * Math.max(1, Math.abs(z));
            double slope = (Normal.logImprovement(z + h) - Normal.logImprovement(z - h)) / (2 * h);
            assertThat(Normal.logImprovementSlope(z)).as("z=%s", z).isCloseTo(slope, withPercentage(0.1));
        }
    }

    @Test
    void log_improvement_agrees_with_the_plain_formula_where_that_works() {
        for (double z = -5; z < 5; z += 0.25) {
            assertThat(Math.exp(Normal.logImprovement(z)))
                    .isCloseTo(Normal.density(z) + z * Normal.cumulative(z), withPercentage(1e-6));
        }
    }
}
