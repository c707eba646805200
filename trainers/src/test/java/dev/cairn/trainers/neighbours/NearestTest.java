package dev.cairn.trainers.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void keeps_the_smallest_in_their_order(int k) {
        SplittableRandom random = new SplittableRandom(k);
        float[] distances = new float[50];
        for (int row = 0; row < distances.length; row++) {
            distances[row] = random.nextInt(20) / 4f;
        }
        Nearest nearest = new Nearest(k);
        for (int round = 0; round < 2; round++) {
            nearest.clear();
            for (int row = 0; row < distances.length; row++) {
                nearest.offer(row, distances[row]);
            }
            nearest.sort();
            int[] expected = IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparing((Integer row) -> distances[row])
                            .thenComparing(row -> row))
                    .limit(k)
                    .mapToInt(row -> row)
                    .toArray();
            assertThat(IntStream.range(0, k).map(nearest::row).toArray()).isEqualTo(expected);
            assertThat(nearest.distance(k - 1)).isEqualTo(distances[expected[k - 1]]);
        }
    }
}
