package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Origin;
import dev.cairn.search.transfer.Outline;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final SearchSpace SQUARE = SearchSpace.of(Real.of("x", 0, 1), Real.of("y", 0, 1));

    private static List<Values> points(int count, long seed) {
        Stream stream = Stream.of(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> Values.of(Map.of("x", stream.uniform(), "y", stream.uniform())))
                .toList();
    }

    private static Outline outline(ToDoubleFunction<Values> loss) {
        List<Origin.Result> results = points(60, 1).stream()
                .sorted(Comparator.comparingDouble(loss))
                .map(values -> new Origin.Result(1, values))
                .toList();
        return Outline.of(SQUARE, new Origin("old", 0.3, results)).orElseThrow();
    }

    private static double chance(Outline outline, ToDoubleFunction<Values> loss, int count) {
        List<Values> own = points(count, 2);
        return Agreement.chance(
                SQUARE,
                outline,
                own.stream().map(SQUARE::encode).toList(),
                own.stream().mapToDouble(loss).toArray());
    }

    private static double hill(Values values) {
        return Math.hypot(values.real("x") - 0.2, values.real("y") - 0.7);
    }

    @Test
    void orders_have_the_published_numbers_of_inversions() {
        // Of 4: 1, 3, 5, 6, 5, 3, 1 orders with 0 to 6 inversions (OEIS A008302).
        assertThat(Agreement.chance(0, 4)).isCloseTo(1 / 24.0, within(1e-12));
        assertThat(Agreement.chance(1.5, 4)).isCloseTo(4 / 24.0, within(1e-12));
        assertThat(Agreement.chance(3, 5)).isCloseTo(29 / 120.0, within(1e-12));
        assertThat(Agreement.chance(6, 4)).isCloseTo(1, within(1e-12));
        assertThat(Agreement.chance(0, 0)).isEqualTo(1);
    }

    @Test
    void results_in_the_same_order_are_unlikely_by_chance_and_in_the_opposite_one_likely() {
        Outline outline = outline(AgreementTest::hill);
        assertThat(chance(outline, AgreementTest::hill, 10)).isLessThan(0.01);
        assertThat(chance(outline, values -> -hill(values), 10)).isGreaterThan(0.99);
    }

    @Test
    void an_outline_goes_from_the_best_to_the_worst_and_needs_enough_that_fits() {
        List<Values> ranked = outline(AgreementTest::hill).ranked();
        assertThat(ranked).hasSizeLessThanOrEqualTo(40);
        assertThat(hill(ranked.get(0))).isLessThan(0.2);
        assertThat(hill(ranked.get(ranked.size() - 1))).isGreaterThan(0.7);
        assertThat(Outline.of(SQUARE, new Origin("few", 0, List.of()))).isEmpty();
    }
}
