package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SobolTest {
    @Test
    void every_dimension_is_stratified_even_beyond_the_table() {
        Sobol sobol = new Sobol(60);
        boolean[][] hit = new boolean[60][256];
        for (int i = 0; i < 256; i++) {
            double[] point = sobol.point(i, 5);
            for (int d = 0; d < 60; d++) {
                hit[d][(int) (point[d] * 256)] = true;
            }
        }
        for (boolean[] cells : hit) {
            assertThat(cells).doesNotContain(false);
        }
    }

    @Test
    void the_first_two_dimensions_are_a_net() {
        Sobol sobol = new Sobol(2);
        for (int width = 1; width <= 64; width *= 2) {
            Set<Integer> boxes = new HashSet<>();
            for (int i = 0; i < 64; i++) {
                double[] p = sobol.point(i, 9);
                boxes.add(((int) (p[0] * width)) * 1000 + (int) (p[1] * (64.0 / width)));
            }
            assertThat(boxes).hasSize(64);
        }
    }

    @Test
    void the_numbers_of_primitive_polynomials_are_the_published_ones() {
        int[] expected = {1, 1, 2, 2, 6, 6, 18, 16, 48, 60};
        for (int degree = 1; degree <= 10; degree++) {
            int count = 0;
            for (int middle = 0; middle < 1 << (degree - 1); middle++) {
                count += Sobol.primitive(degree, middle) ? 1 : 0;
            }
            assertThat(count).as("degree %d", degree).isEqualTo(expected[degree - 1]);
        }
    }

    @Test
    void means_converge_faster_than_random_ones() {
        Sobol sobol = new Sobol(8);
        double error = 0;
        for (int seed = 0; seed < 10; seed++) {
            double sum = 0;
            for (int i = 0; i < 1024; i++) {
                double product = 1;
                for (double u : sobol.point(i, seed)) {
                    product *= 1 + 0.5 * (u - 0.5);
                }
                sum += product;
            }
            error += Math.abs(sum / 1024 - 1) / 10;
        }
        assertThat(error).isLessThan(0.0016); // random points: deviation 0.42 / 32 = 0.013
    }
}
