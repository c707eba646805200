package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankingTest {
    @Test
    void positions_are_sorted_and_equals_keep_their_order() {
        Stream stream = Stream.of(3);
        for (int size : new int[] {0, 1, 2, 3, 7, 64, 65, 1000, 5000}) {
            double[] values = IntStream.range(0, size)
                    .mapToDouble(i -> (stream.below(20) - 10) * 0.3)
                    .toArray();
            int[] expected = IntStream.range(0, size)
                    .boxed()
                    .sorted((a, b) -> Double.compare(values[a], values[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Ranking.ascending(values)).isEqualTo(expected);
        }
    }

    @Test
    void many_values_of_all_sizes_are_sorted_like_few() {
        Stream stream = Stream.of(4);
        double[] values = IntStream.range(0, 4000)
                .mapToDouble(i -> stream.gaussian() * Math.pow(10, stream.below(600) - 300))
                .toArray();
        values[7] = Double.NEGATIVE_INFINITY;
        values[8] = Double.POSITIVE_INFINITY;
        values[9] = -Double.MIN_VALUE;
        double[] sorted = IntStream.of(Ranking.ascending(values))
                .mapToDouble(i -> values[i])
                .toArray();
        assertThat(sorted).isSorted();
    }

    @Test
    void both_zeros_are_equal() {
        double[] values = new double[3000];
        values[0] = 0.0;
        values[1] = -0.0;
        values[2] = -1;
        assertThat(Arrays.copyOf(Ranking.ascending(values), 3)).containsExactly(2, 0, 1);
    }
}
