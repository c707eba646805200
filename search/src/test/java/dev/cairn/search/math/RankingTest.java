package dev.cairn.search.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankingTest {
    @Test
    void positions_are_sorted_and_equals_keep_their_order() {
        Stream stream = Stream.of(3);
        for (int size : new int[] {0, 1, 2, 3, 7, 64, 65, 1000}) {
            double[] values = IntStream.range(0, size)
                    .mapToDouble(i -> stream.below(20) - 10)
                    .toArray();
            int[] expected = IntStream.range(0, size)
                    .boxed()
                    .sorted((a, b) -> Double.compare(values[a], values[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Ranking.ascending(values)).isEqualTo(expected);
        }
    }
}
