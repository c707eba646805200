package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SymmetricEigenTest {
    @Test
    void the_parts_make_the_matrix_again_and_are_orthonormal() {
        Stream stream = Stream.of(2);
        int n = 7;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = stream.gaussian();
                a[j][i] = a[i][j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(a);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double again = 0;
                double dot = 0;
                for (int k = 0; k < n; k++) {
                    again += eigen.vectors()[i][k] * eigen.values()[k] * eigen.vectors()[j][k];
                    dot += eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
                assertThat(again).isCloseTo(a[i][j], within(1e-12));
                assertThat(dot).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }
}
