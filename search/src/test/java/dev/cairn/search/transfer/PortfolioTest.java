package dev.cairn.search.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortfolioTest {
    private static final SearchSpace SQUARE = SearchSpace.of(Real.of("x", 0, 1), Real.of("y", 0, 1));

    private static Origin origin(String name, double distance, Values... best) {
        return new Origin(
                name,
                distance,
                IntStream.range(0, best.length)
                        .mapToObj(i -> new Origin.Result(i + 1, best[i]))
                        .toList());
    }

    private static Values at(double x, double y) {
        return Values.of(Map.of("x", x, "y", y));
    }

    @Test
    void studies_take_turns_and_the_nearest_begins() {
        List<Hint> hints = Portfolio.of(
                SQUARE,
                List.of(
                        origin("far", 0.4, at(0.1, 0.1), at(0.1, 0.9)),
                        origin("near", 0.1, at(0.9, 0.1), at(0.9, 0.9))),
                3);
        assertThat(hints).extracting(Hint::study).containsExactly("near", "far", "near");
        assertThat(hints).extracting(Hint::trial).containsExactly(1, 1, 2);
        assertThat(hints).extracting(Hint::distance).containsExactly(0.1, 0.4, 0.1);
    }

    @Test
    void what_is_close_to_a_configuration_chosen_before_is_passed_over() {
        List<Hint> hints = Portfolio.of(SQUARE, List.of(origin("a", 0, at(0.5, 0.5), at(0.51, 0.5), at(0.8, 0.2))), 5);
        assertThat(hints).extracting(Hint::trial).containsExactly(1, 3);
    }

    @Test
    void values_outside_the_new_space_or_its_constraints_are_not_taken() {
        SearchSpace space = SQUARE.constrained("x < y");
        Origin origin = origin("a", 0, at(0.1, 7), at(0.9, 0.1), at(0.2, 0.6));
        assertThat(Portfolio.of(space, List.of(origin), 5))
                .extracting(Hint::values)
                .containsExactly(at(0.2, 0.6));
    }

    @Test
    void what_an_earlier_study_did_not_search_is_completed_if_it_is_no_more_than_half() {
        SearchSpace space = SearchSpace.of(Real.of("x", 0, 1), Real.of("other", 0, 1));
        Origin half = origin("a", 0, Values.of(Map.of("x", 0.3, "z", 4)));
        assertThat(Portfolio.of(space, List.of(half), 5))
                .extracting(Hint::values)
                .containsExactly(Values.of(Map.of("x", 0.3, "other", 0.5)));
        Origin nothing = origin("a", 0, Values.of(Map.of("z", 4)));
        assertThat(Portfolio.of(space, List.of(nothing), 5)).isEmpty();
    }

    @Test
    void one_branch_of_a_conditional_space_takes_no_more_than_half_of_the_places() {
        SearchSpace space = new SearchSpace(
                List.of(
                        Choice.of("model", "tree", "net"),
                        Real.of("tree.x", 0, 1).when("model == 'tree'"),
                        Real.of("net.x", 0, 1).when("model == 'net'")),
                List.of());
        Values[] trees = IntStream.range(0, 5)
                .mapToObj(i -> Values.of(Map.of("model", "tree", "tree.x", i / 4.0)))
                .toArray(Values[]::new);
        Values[] all = Arrays.copyOf(trees, 6);
        all[5] = Values.of(Map.of("model", "net", "net.x", 0.5));
        assertThat(Portfolio.of(space, List.of(origin("a", 0, all)), 4))
                .extracting(Hint::trial)
                .containsExactly(1, 2, 6);
    }

    @Test
    void a_distance_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Origin("a", Double.NaN, List.of()))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("'a' must be from 0 to 1");
    }
}
