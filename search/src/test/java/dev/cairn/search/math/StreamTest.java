package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StreamTest {
    @Test
    void uniform_numbers_fill_their_cells_evenly() {
        int[] cells = new int[100];
        Stream stream = Stream.of(42, 1);
        for (int i = 0; i < 100_000; i++) {
            cells[(int) (stream.uniform() * 100)]++;
        }
        double chiSquare = 0;
        for (int count : cells) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
        }
        assertThat(chiSquare)
                .isBetween(55.0, 160.0); // 99 degrees of freedom: outside once in 10^4 seeds; this seed is fixed
    }

    @Test
    void gaussian_numbers_have_mean_0_and_deviation_1() {
        Stream stream = Stream.of(7);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double z = stream.gaussian();
            sum += z;
            squares += z * z;
        }
        assertThat(sum / 100_000).isCloseTo(0, within(0.015));
        assertThat(squares / 100_000).isCloseTo(1, within(0.02));
    }

    @Test
    void streams_of_neighbouring_purposes_differ() {
        assertThat(Stream.of(1, 1).bits()).isNotEqualTo(Stream.of(1, 2).bits());
        assertThat(Stream.of(1, 2, 3).bits()).isNotEqualTo(Stream.of(1, 3, 2).bits());
        assertThat(Stream.of(1, 2, 3).bits()).isEqualTo(Stream.of(1, 2, 3).bits());
    }

    @Test
    void a_permutation_holds_each_number_once() {
        assertThat(Stream.of(3).permutation(50)).doesNotHaveDuplicates().hasSize(50);
    }
}
