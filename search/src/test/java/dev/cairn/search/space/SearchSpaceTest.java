package dev.cairn.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SearchSpaceTest {
    static List<SearchSpace> spaces() {
        return List.copyOf(Spaces.all().values());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void a_point_survives_the_way_to_values_and_back(SearchSpace space) {
        Stream stream = Stream.of(1);
        for (int i = 0; i < 500; i++) {
            Values values = space.decode(stream.point(space.size()));
            double[] unit = space.encode(values);
            Values again = space.decode(unit);
            for (Parameter parameter : space.parameters()) {
                assertThat(values.has(parameter.name())).isEqualTo(space.active(parameter, values));
                if (parameter.cardinality() < Double.POSITIVE_INFINITY) {
                    assertThat(again.find(parameter.name())).isEqualTo(values.find(parameter.name()));
                } else if (values.has(parameter.name())) {
                    assertThat(again.real(parameter.name()))
                            .isCloseTo(
                                    values.real(parameter.name()),
                                    org.assertj.core.data.Percentage.withPercentage(1e-6));
                }
            }
        }
    }

    @Test
    void every_value_of_a_stepped_parameter_owns_an_equal_cell() {
        Int batch = new Int("b", 0, 30, Scale.LINEAR, 10, Optional.empty(), Optional.empty());
        int[] counts = new int[4];
        for (int i = 0; i < 400; i++) {
            counts[(int) (((Value.Whole) batch.decode((i + 0.5) / 400)).number() / 10)]++;
        }
        assertThat(counts).containsExactly(100, 100, 100, 100);
        assertThat(batch.cardinality()).isEqualTo(4);
    }

    @Test
    void a_step_that_does_not_meet_the_upper_end_stops_before_it() {
        Real real = new Real("r", 0, 1, Scale.LINEAR, OptionalDouble.of(0.3), Optional.empty(), Optional.empty());
        assertThat(((Value.Num) real.decode(1)).number()).isCloseTo(0.9, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(real.contains(Value.of(1.0))).isFalse();
    }

    @Test
    void parameters_are_sorted_so_that_conditions_look_back() {
        SearchSpace space = SearchSpace.of(Real.of("child", 0, 1).when("parent > 1"), Int.of("parent", 1, 2));
        assertThat(space.parameters()).extracting(Parameter::name).containsExactly("parent", "child");
    }

    @Test
    void a_space_that_cannot_be_is_refused_with_the_rule() {
        assertThatThrownBy(() -> Real.log("lr", 0, 1))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("low > 0, got 0.0");
        assertThatThrownBy(() -> Real.of("x", 2, 1)).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Real.of("x", 0, Double.NaN)).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Choice.of("c", 1, 1)).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Choice.of("c")).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Real.of("x", 0, 1).near(3)).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> SearchSpace.of(Real.of("x", 0, 1), Real.of("x", 0, 1)))
                .isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> SearchSpace.of(Real.of("x", 0, 1).when("y > 1")))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("'y'");
        assertThatThrownBy(() -> SearchSpace.of(
                        Int.of("a", 0, 1).when("b > 0"), Int.of("b", 0, 1).when("a > 0")))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("depends on itself");
        assertThatThrownBy(() -> SearchSpace.of(
                        Choice.of("c", "u", "v"), Int.of("i", 0, 1).when("c > 1")))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("needs numbers");
    }

    @Test
    void check_names_the_parameter_the_rule_and_the_value() {
        SearchSpace space = Spaces.conditional();
        assertThatThrownBy(() -> space.check(Values.of(Map.of("model", "forest"))))
                .hasMessageContaining("model")
                .hasMessageContaining("forest");
        assertThatThrownBy(() -> space.check(Values.of(Map.of("model", "linear"))))
                .hasMessageContaining("linear.l2");
        assertThatThrownBy(() -> space.check(Values.of(Map.of("model", "linear", "linear.l2", 0.1, "tree.depth", 3))))
                .hasMessageContaining("not active");
        assertThatThrownBy(() -> space.check(Values.of(Map.of("model", "linear", "linear.l2", 0.1, "lr", 3))))
                .hasMessageContaining("[lr]");
        space.check(Values.of(Map.of("model", "linear", "linear.l2", 0.1)));
    }

    @Test
    void a_level_is_the_same_number_whether_whole_or_real() {
        Choice units = Choice.of("u", 32, 64);
        assertThat(units.contains(Value.of(64.0))).isTrue();
        assertThat(units.encode(Value.of(64.0))).isEqualTo(0.75);
    }
}
