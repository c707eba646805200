package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeasiblePointsTest {
    private static final SearchSpace OPEN = SearchSpace.of(
            Real.of("a", 0, 1),
            Real.of("b", 0, 1),
            Int.of("n", 0, 100_000),
            Choice.of("kind", "x", "y"),
            Real.of("c", 0, 1).when("kind == 'y'"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b <= 0.001 and a < b",
                "a - b >= 0.9999",
                "n == 77777",
                "n / 1000 > 99.99 and a * b > 0.999",
                "not (a > 0.0001 or b > 0.0001)",
                "-a - b < -1.9999",
                "kind == 'y' and c > 0.9999 and a < 0.0001"
            })
    void thin_feasible_sets_are_found(String constraint) {
        SearchSpace space = OPEN.constrained(constraint);
        for (int i = 0; i < 20; i++) {
            assertThat(space.feasible(FeasiblePoints.draw(space, Stream.of(i)))).isTrue();
        }
    }

    @Test
    void weights_of_ten_that_sum_to_at_most_one_are_found_and_differ() {
        Parameter[] weights =
                IntStream.range(0, 10).mapToObj(i -> Real.of("w" + i, 0, 1)).toArray(Parameter[]::new);
        SearchSpace space = SearchSpace.of(weights).constrained("w0 + w1 + w2 + w3 + w4 + w5 + w6 + w7 + w8 + w9 <= 1");
        Set<Values> found = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            found.add(FeasiblePoints.draw(space, Stream.of(i)));
        }
        assertThat(found).hasSize(20).allMatch(space::feasible);
    }

    @Test
    void what_cannot_be_is_reported_with_the_constraint_that_is_the_tightest() {
        SearchSpace space = OPEN.constrained("a + b > 3");
        assertThatThrownBy(() -> FeasiblePoints.draw(space, Stream.of(1)))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("a + b > 3");
    }
}
