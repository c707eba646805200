package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.706205",
        "0.995, 2, 9.924843",
        "0.975, 5, 2.570582",
        "0.975, 10, 2.228139",
        "0.95, 30, 1.697261",
        "0.9, 120, 1.288646"
    })
    void quantiles_have_their_published_values(double p, double degrees, double expected) {
        assertThat(StudentT.quantile(p, degrees)).isCloseTo(expected, within(2e-6));
        assertThat(StudentT.quantile(1 - p, degrees)).isCloseTo(-expected, within(2e-6));
    }

    @Test
    void one_and_two_degrees_have_their_closed_forms() {
        for (double t = -6; t <= 6; t += 0.5) {
            assertThat(StudentT.cumulative(t, 1)).isCloseTo(0.5 + Math.atan(t) / Math.PI, within(1e-12));
            assertThat(StudentT.cumulative(t, 2)).isCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), within(1e-12));
        }
    }

    @Test
    void quantiles_of_beta_have_their_closed_forms() {
        for (double p = 0.05; p < 1; p += 0.05) {
            assertThat(StudentT.betaQuantile(p, 2, 1)).isCloseTo(Math.sqrt(p), within(1e-9));
            assertThat(StudentT.betaQuantile(p, 1, 3)).isCloseTo(1 - Math.cbrt(1 - p), within(1e-9));
        }
    }
}
