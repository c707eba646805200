package dev.cairn.search.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class InputWarpTest {
    private static final double STEP = 1e-6;

    private final InputWarp warp = bend(0.6, 2.1);

    @Test
    void exponents_of_one_bend_nothing() {
        InputWarp none = InputWarp.none(1);
        assertThat(none.of(0, 0.3)).isEqualTo(0.3);
        assertThat(none.slope(0, 0.3)).isEqualTo(1);
        assertThat(none.bent()).isZero();
        assertThat(warp.bent()).isEqualTo(1);
    }

    @Test
    void a_bend_is_the_distribution_of_kumaraswamy() {
        // 1 − (1 − x²)³ at ½, but for the margin at the ends
        assertThat(bend(2, 3).of(0, 0.5)).isCloseTo(1 - Math.pow(0.75, 3), within(1e-12));
    }

    @Test
    void a_bend_keeps_the_order_and_stays_within_the_unit_interval() {
        double before = 0;
        for (double x = 0; x <= 1; x += 0.05) {
            assertThat(warp.of(0, x)).isGreaterThan(before).isLessThan(1);
            before = warp.of(0, x);
        }
    }

    @Test
    void slopes_are_those_of_finite_differences() {
        for (double x : new double[] {0.01, 0.3, 0.77, 0.99}) {
            assertThat(warp.slope(0, x))
                    .isCloseTo((warp.of(0, x + STEP) - warp.of(0, x - STEP)) / (2 * STEP), within(1e-5));
            double up = Math.exp(STEP);
            assertThat(warp.byLogA(0, x))
                    .isCloseTo(
                            (bend(0.6 * up, 2.1).of(0, x) - bend(0.6 / up, 2.1).of(0, x)) / (2 * STEP), within(1e-6));
            assertThat(warp.byLogB(0, x))
                    .isCloseTo(
                            (bend(0.6, 2.1 * up).of(0, x) - bend(0.6, 2.1 / up).of(0, x)) / (2 * STEP), within(1e-6));
        }
    }

    private static InputWarp bend(double a, double b) {
        return new InputWarp(new double[] {a}, new double[] {b});
    }
}
