package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every sampler of the registry. */
final class SamplerContractTest {
    private static final BudgetLeft PLENTY = BudgetLeft.ofTrials(1000);

    static List<String> names() {
        return List.copyOf(Samplers.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void only_active_feasible_points_are_proposed(String name) {
        Spaces.all().forEach((title, space) -> {
            History history = History.empty(Direction.MAXIMIZE);
            for (int i = 0; i < 24; i++) {
                history = step(name, space, history, 11, values -> sum(space, values));
            }
            for (Trial trial : history.trials()) {
                space.check(trial.values());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void suggestions_are_a_function_of_their_arguments(String name) {
        for (SearchSpace space : List.of(Spaces.mixed(), Spaces.conditional())) {
            History history = run(name, space, 16, 5);
            List<Suggestion> once = Samplers.named(name).next(space, history, PLENTY, 3, 5);
            Samplers.named(name).next(Spaces.flat(), run(name, Spaces.flat(), 14, 6), PLENTY, 1, 6);
            List<Suggestion> again = Samplers.named(name).next(space, copy(history), PLENTY, 3, 5);
            assertThat(again).isEqualTo(once);
            assertThat(run(name, space, 16, 5)).isEqualTo(history);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void another_seed_gives_other_points(String name) {
        if (name.equals("grid")) {
            return; // a grid has no chance in it
        }
        assertThat(run(name, Spaces.mixed(), 3, 1)).isNotEqualTo(run(name, Spaces.mixed(), 3, 2));
    }

    @ParameterizedTest
    @MethodSource("names")
    void pending_trials_count_as_taken(String name) {
        History history = run(name, Spaces.mixed(), 20, 3);
        List<Suggestion> batch = Samplers.named(name).next(Spaces.mixed(), history, PLENTY, 6, 3);
        assertThat(batch.stream().map(SamplerContractTest::values))
                .doesNotHaveDuplicates()
                .hasSize(6);
        History running = history;
        for (Suggestion suggestion : batch) {
            running = running.with(new PendingTrial(running.nextNumber(), values(suggestion)));
        }
        Suggestion next =
                Samplers.named(name).next(Spaces.mixed(), running, PLENTY, 1, 3).get(0);
        assertThat(batch.stream().map(SamplerContractTest::values)).doesNotContain(values(next));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_study_without_a_single_good_result_goes_on(String name) {
        SearchSpace space = Spaces.conditional();
        Stream stream = Stream.of(4);
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            Values values = space.decode(stream.point(space.size()));
            trials.add(
                    switch (i % 5) {
                        case 0 -> new FailedTrial(i, values, Curve.EMPTY, "out of memory", false);
                        case 1 -> new FailedTrial(i, values, Curve.EMPTY, "NaN", true);
                        case 2 -> new CompletedTrial(i, values, Double.NaN);
                        case 3 ->
                            new CompletedTrial(
                                    i, values, i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
                        default -> new PrunedTrial(i, values, Curve.EMPTY, Double.NaN);
                    });
        }
        for (int size : List.of(1, 7, 30)) {
            History history = new History(List.of(Direction.MINIMIZE), trials.subList(0, size));
            Samplers.named(name).next(space, history, PLENTY, 2, 1).forEach(s -> space.check(values(s)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void stopped_trials_with_constant_and_wild_curves_do_no_harm(String name) {
        SearchSpace space = Spaces.conditional();
        for (double wild : new double[] {0, 1e300, -1e300, Double.NaN, 1e-320}) {
            for (Direction direction : Direction.values()) {
                History history = new History(List.of(direction), stopped(space, wild));
                List<Suggestion> once = Samplers.named(name).next(space, history, PLENTY, 2, 1);
                once.forEach(s -> space.check(values(s)));
                History again = new History(List.of(direction), stopped(space, wild));
                assertThat(Samplers.named(name).next(space, again, PLENTY, 2, 1))
                        .isEqualTo(once);
            }
        }
    }

    /** Two of three end at one of the first steps; every fifth value is the wild one, all others are 1. */
    private static List<Trial> stopped(SearchSpace space, double wild) {
        Stream stream = Stream.of(4);
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            Values values = space.decode(stream.point(space.size()));
            int[] steps = IntStream.of(1, 3, 9).limit(1 + i % 3).toArray();
            int number = i;
            double[] curve = Arrays.stream(steps)
                    .mapToDouble(step -> (number + step) % 5 == 0 ? wild : 1)
                    .toArray();
            Curve reached = new Curve(steps, curve);
            trials.add(
                    i % 3 == 2
                            ? new CompletedTrial(i, values, reached, List.of(reached.last()), Double.NaN, Duration.ZERO)
                            : new PrunedTrial(i, values, reached, reached.last()));
        }
        return trials;
    }

    @ParameterizedTest
    @MethodSource("names")
    void constant_and_wild_results_do_no_harm(String name) {
        SearchSpace space = Spaces.mixed();
        for (ToDoubleFunction<Values> objective : List.<ToDoubleFunction<Values>>of(
                values -> 0.25,
                values -> values.real("lr") > 1e-3 ? 1e300 : -1e300,
                values -> values.real("lr") > 1e-3 ? Double.NaN : values.real("lr"),
                values -> 1e-320 * values.real("units"))) {
            History history = History.empty(Direction.MINIMIZE);
            for (int i = 0; i < 16; i++) {
                history = step(name, space, history, 2, objective);
            }
            history.trials().forEach(trial -> space.check(trial.values()));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void several_objectives_and_bounds_are_taken_whatever_they_hold(String name) {
        SearchSpace space = Spaces.conditional();
        List<Double> odd = List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, 0.5);
        for (int objectives : List.of(1, 2, 3, 5)) {
            History history = new History(Collections.nCopies(objectives, Direction.MAXIMIZE), List.of());
            for (int i = 1; i <= 18; i++) {
                List<Suggestion> next = Samplers.named(name).next(space, history, PLENTY, 1, 9);
                if (next.isEmpty()) {
                    break;
                }
                Values values = values(next.get(0));
                space.check(values);
                List<Double> results = new ArrayList<>();
                for (int m = 0; m < objectives; m++) {
                    results.add(i % 4 == 0 ? odd.get((i / 4 + m) % 4) : sum(space, values) * (m % 2 == 0 ? 1 : -1));
                }
                double bound = i % 5 == 0 ? Double.NaN : sum(space, values) - 0.3;
                history = history.with(
                        i % 7 == 0
                                ? new FailedTrial(i, values, Curve.EMPTY, "NaN", true)
                                : new CompletedTrial(
                                        i, values, Curve.EMPTY, results, 0.1, Duration.ZERO, List.of(bound)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_bound_that_nothing_keeps_does_no_harm(String name) {
        SearchSpace space = Spaces.mixed();
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= 16; i++) {
            Values values = values(
                    Samplers.named(name).next(space, history, PLENTY, 1, 4).get(0));
            space.check(values);
            history = history.with(new CompletedTrial(
                    i, values, Curve.EMPTY, List.of(1.0), Double.NaN, Duration.ZERO, List.of(1e6, 3.0)));
        }
        assertThat(history.best().orElseThrow().violation()).isGreaterThan(0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void many_copies_of_one_point_do_no_harm(String name) {
        SearchSpace space = Spaces.flat();
        Values same = space.decode(new double[] {0.3, 0.3});
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            trials.add(new CompletedTrial(i, same, i % 2));
        }
        History history = new History(List.of(Direction.MINIMIZE), trials);
        Samplers.named(name).next(space, history, PLENTY, 2, 1).forEach(s -> space.check(values(s)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_space_without_feasible_points_is_reported(String name) {
        SearchSpace space =
                SearchSpace.of(Real.of("a", 0, 1), Real.of("b", 2, 3)).constrained("a > b");
        if (name.equals("grid")) {
            assertThat(Samplers.named(name).next(space, History.empty(Direction.MINIMIZE), PLENTY, 1, 1))
                    .isEmpty();
            return;
        }
        assertThatThrownBy(() -> Samplers.named(name).next(space, History.empty(Direction.MINIMIZE), PLENTY, 1, 1))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("a > b");
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_comes_first_is_tried_first_and_completed(String name) {
        SearchSpace space = Spaces.conditional();
        Values given = Values.of(Map.of("model", "tree", "tree.depth", 4));
        Sampler sampler = Samplers.named(name, new SamplerOptions(List.of(given)));
        Values first = values(sampler.next(space, History.empty(Direction.MINIMIZE), PLENTY, 2, 1)
                .get(0));
        assertThat(first.whole("tree.depth")).isEqualTo(4);
        space.check(first);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_spent_budget_ends_the_suggestions(String name) {
        assertThat(Samplers.named(name)
                        .next(Spaces.flat(), History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(2), 5, 1))
                .hasSize(2);
        assertThat(Samplers.named(name)
                        .next(Spaces.flat(), History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(0), 5, 1))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void five_hundred_parameters_are_taken(String name) {
        if (name.equals("grid")) {
            return; // its walk is as deep as the space is wide; covered by the small spaces
        }
        List<dev.cairn.search.space.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            parameters.add(i % 2 == 0 ? Real.of("x" + i, 0, 1) : Int.of("x" + i, 1, 9));
        }
        SearchSpace space = new SearchSpace(parameters, List.of());
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 0; i < 14; i++) {
            history = step(name, space, history, 2, values -> values.real("x0"));
        }
        history.trials().forEach(trial -> space.check(trial.values()));
    }

    private static History run(String name, SearchSpace space, int trials, long seed) {
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 0; i < trials; i++) {
            history = step(name, space, history, seed, values -> sum(space, values));
        }
        return history;
    }

    private static History step(
            String name, SearchSpace space, History history, long seed, ToDoubleFunction<Values> objective) {
        List<Suggestion> next = Samplers.named(name).next(space, history, PLENTY, 1, seed);
        if (next.isEmpty()) {
            return history;
        }
        Values values = values(next.get(0));
        return history.with(new CompletedTrial(history.nextNumber(), values, objective.applyAsDouble(values)));
    }

    private static double sum(SearchSpace space, Values values) {
        double sum = 0;
        for (double u : space.encode(values)) {
            sum += Double.isNaN(u) ? 0.1 : (u - 0.3) * (u - 0.3);
        }
        return sum;
    }

    private static Values values(Suggestion suggestion) {
        return ((Suggestion.New) suggestion).values();
    }

    /** Equal and not identical, so that no cache can go by identity. */
    private static History copy(History history) {
        return new History(
                history.directions(),
                history.trials().stream()
                        .map(t -> (Trial) new CompletedTrial(
                                t.number(), Values.of(t.values().raw()), ((CompletedTrial) t).objective()))
                        .toList());
    }
}
