package dev.cairn.trainers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tribuo.math.la.DenseMatrix;

class ElasticNetAdaGradTest {
    /** Minimises ½(w − 3)² + l1·|w| + ½·l2·w², whose minimum is (3 − l1) / (1 + l2), beside an intercept with ½(b − 3)². */
    private static DenseMatrix minimised(double l1, double l2) {
        DenseMatrix weights = new DenseMatrix(1, 2);
        ElasticNetAdaGrad optimizer = new ElasticNetAdaGrad(weights, 0.5, l1, l2);
        for (int step = 0; step < 5_000; step++) {
            DenseMatrix ascent = new DenseMatrix(1, 2);
            ascent.set(0, 0, 3 - weights.get(0, 0));
            ascent.set(0, 1, 3 - weights.get(0, 1));
            optimizer.step(ascent, 1);
        }
        return weights;
    }

    @Test
    void finds_the_minimum_with_both_penalties_and_spares_the_intercept() {
        DenseMatrix weights = minimised(1, 0.5);
        assertThat(weights.get(0, 0)).isCloseTo(2 / 1.5, within(1e-6));
        assertThat(weights.get(0, 1)).isCloseTo(3, within(1e-6));
    }

    @Test
    void a_strong_l1_makes_an_exact_zero() {
        assertThat(minimised(3.5, 0).get(0, 0)).isZero();
    }
}
