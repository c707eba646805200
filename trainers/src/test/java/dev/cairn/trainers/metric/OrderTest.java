package dev.cairn.trainers.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 64, 1_000})
    void rows_come_by_falling_score_and_equal_ones_in_their_own_order(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        double[] scores =
                random.ints(rows, 0, 20).mapToDouble(score -> score / 20.0).toArray();
        int[] expected = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(Order.descending(scores)).isEqualTo(expected);
    }
}
