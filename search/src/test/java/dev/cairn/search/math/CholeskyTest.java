package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CholeskyTest {
    private static final int N = 40;

    private final double[][] a = positiveDefinite();
    private final Cholesky factor = Cholesky.of(copy(a)).orElseThrow();

    @Test
    void a_solution_satisfies_its_equations() {
        double[] b = Stream.of(2).point(N);
        double[] x = factor.solve(b);
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int j = 0; j < N; j++) {
                sum += a[i][j] * x[j];
            }
            assertThat(sum).isCloseTo(b[i], within(1e-9));
        }
    }

    @Test
    void the_inverse_times_the_matrix_is_the_identity() {
        double[][] inverse = factor.inverse();
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += a[i][k] * inverse[Math.max(k, j)][Math.min(k, j)];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void the_diagonal_of_the_inverse_is_that_of_the_whole_inverse() {
        double[][] inverse = factor.inverse();
        double[] diagonal = factor.inverseDiagonal();
        for (int i = 0; i < N; i++) {
            assertThat(diagonal[i]).isCloseTo(inverse[i][i], within(1e-12));
        }
    }

    @Test
    void many_right_hand_sides_are_solved_like_one() {
        double[][] columns = new double[N][3];
        Stream stream = Stream.of(3);
        double[] second = new double[N];
        for (int i = 0; i < N; i++) {
            columns[i] = stream.point(3);
            second[i] = columns[i][1];
        }
        factor.forwardAll(columns);
        double[] expected = factor.forward(second);
        for (int i = 0; i < N; i++) {
            assertThat(columns[i][1]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void an_extended_factor_equals_a_fresh_one_to_the_last_bit() {
        double[] b = Stream.of(4).point(N);
        for (int keep : new int[] {0, 1, 17, N - 1, N}) {
            double[][] first = new double[N - 3][];
            for (int i = 0; i < first.length; i++) {
                first[i] = Arrays.copyOf(a[i], first.length);
            }
            Cholesky smaller = Cholesky.of(first).orElseThrow();
            Cholesky extended =
                    smaller.extended(Math.min(keep, first.length), copy(a)).orElseThrow();
            assertThat(extended.solve(b)).isEqualTo(factor.solve(b));
            assertThat(extended.logDeterminant()).isEqualTo(factor.logDeterminant());
        }
    }

    @Test
    void an_extension_that_is_not_positive_definite_has_no_factor() {
        Cholesky one = Cholesky.of(new double[][] {{1}}).orElseThrow();
        assertThat(one.extended(1, new double[][] {{1, 2}, {2, 1}})).isEmpty();
    }

    @Test
    void the_determinant_of_a_diagonal_matrix_is_its_product() {
        Cholesky diagonal =
                Cholesky.of(new double[][] {{2, 0, 0}, {0, 3, 0}, {0, 0, 4}}).orElseThrow();
        assertThat(diagonal.logDeterminant()).isCloseTo(Math.log(24), within(1e-14));
    }

    @Test
    void a_matrix_that_is_not_positive_definite_has_no_factor() {
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{Double.NaN}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{Double.POSITIVE_INFINITY}})).isEmpty();
    }

    private static double[][] positiveDefinite() {
        Stream stream = Stream.of(1);
        double[][] g = new double[N][N];
        double[][] a = new double[N][N];
        for (int i = 0; i < N; i++) {
            g[i] = stream.point(N);
        }
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < N; k++) {
                    a[i][j] += (g[i][k] - 0.5) * (g[j][k] - 0.5);
                }
            }
            a[i][i] += 1;
        }
        return a;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
