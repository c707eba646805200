package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmStartTest {
    private static final SearchSpace SQUARE = SearchSpace.of(Real.of("x", 0, 1), Real.of("y", 0, 1));
    private static final List<Hint> HINTS = IntStream.range(0, 4)
            .mapToObj(i -> new Hint("old", 0.3, 7 + i, at(0.1 + 0.01 * i, 0.9)))
            .toList();

    private static Values at(double x, double y) {
        return Values.of(Map.of("x", x, "y", y));
    }

    private static double distanceTo(Values values, double x, double y) {
        return Math.hypot(values.real("x") - x, values.real("y") - y);
    }

    private static History run(String sampler, SamplerOptions options, ToDoubleFunction<Values> loss, int trials) {
        Sampler asked = Samplers.named(sampler, options);
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= trials; i++) {
            Suggestion.New next = (Suggestion.New) asked.next(SQUARE, history, BudgetLeft.ofTrials(trials), 1, 1)
                    .get(0);
            history = history.with(
                    new CompletedTrial(i, next.values(), loss.applyAsDouble(next.values())),
                    next.why().arm());
        }
        return history;
    }

    private static long warm(History history) {
        return history.arms().stream().filter(WarmStart.ARM::equals).count();
    }

    static List<String> learning() {
        return Samplers.names().stream().filter(name -> !name.equals("grid")).toList();
    }

    @ParameterizedTest
    @MethodSource("learning")
    void every_sampler_begins_with_what_came_first_and_then_with_a_point_of_its_own_before_each_of_an_earlier_study(
            String sampler) {
        SamplerOptions options = new SamplerOptions(List.of(at(0.5, 0.5)), HINTS);
        History history = run(sampler, options, values -> distanceTo(values, 0.1, 0.9), 4);
        assertThat(history.arms().get(0)).isEqualTo("first");
        assertThat(history.arms().get(1)).isNotEqualTo(WarmStart.ARM);
        assertThat(history.arms().get(2)).isEqualTo(WarmStart.ARM);
        assertThat(history.trials().get(2).values()).isEqualTo(HINTS.get(0).values());
        assertThat(history.arms().get(3)).isNotEqualTo(WarmStart.ARM);
    }

    @Test
    void a_suggestion_says_which_trial_of_which_study_it_comes_from() {
        Suggestion second = Samplers.named("auto", new SamplerOptions(List.of(), HINTS))
                .next(SQUARE, History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(9), 2, 1)
                .get(1);
        assertThat(second.why().reason()).isEqualTo("Warm start: trial 7 of study 'old', dataset distance 0.30.");
        assertThat(second.why().numbers()).containsEntry("distance", 0.3).containsEntry("trial", 7.0);
    }

    @Test
    void a_study_that_helps_gives_all_it_has() {
        History history =
                run("random", new SamplerOptions(List.of(), HINTS), values -> distanceTo(values, 0.13, 0.9), 12);
        assertThat(warm(history)).isEqualTo(4);
    }

    @Test
    void a_study_whose_configuration_is_no_better_than_the_best_is_left_after_it() {
        History history =
                run("random", new SamplerOptions(List.of(), HINTS), values -> -distanceTo(values, 0.1, 0.9), 30);
        assertThat(warm(history)).isEqualTo(1);
    }

    @Test
    void a_study_left_does_not_take_the_turns_of_one_that_helps() {
        Hint other = new Hint("good", 0.4, 1, at(0.9, 0.1));
        List<Hint> both = List.of(HINTS.get(0), HINTS.get(1), HINTS.get(2), other);
        History history =
                run("random", new SamplerOptions(List.of(), both), values -> distanceTo(values, 0.9, 0.1), 12);
        assertThat(history.trials().stream().map(trial -> trial.values())).contains(other.values());
        assertThat(warm(history)).isBetween(2L, 3L);
    }

    @Test
    void no_more_than_two_configurations_are_under_way_before_one_has_a_result() {
        Sampler sampler = Samplers.named("auto", new SamplerOptions(List.of(), HINTS));
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= 8; i++) {
            Suggestion next =
                    sampler.next(SQUARE, history, BudgetLeft.ofTrials(99), 1, 1).get(0);
            history = history.with(
                    new PendingTrial(i, ((Suggestion.New) next).values()),
                    next.why().arm());
        }
        assertThat(warm(history)).isEqualTo(2);
        assertThat(sampler.next(SQUARE, History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(99), 8, 1))
                .filteredOn(next -> next.why().arm().equals(WarmStart.ARM))
                .hasSize(2);
    }

    @Test
    void a_configuration_that_failed_is_not_tried_again() {
        Sampler sampler = Samplers.named("random", new SamplerOptions(List.of(), HINTS));
        History history = History.empty(Direction.MINIMIZE);
        for (int i = 1; i <= 12; i++) {
            Suggestion.New next = (Suggestion.New)
                    sampler.next(SQUARE, history, BudgetLeft.ofTrials(99), 1, 1).get(0);
            history = history.with(
                    new FailedTrial(i, next.values(), Curve.EMPTY, "no memory", false),
                    next.why().arm());
        }
        assertThat(warm(history)).isEqualTo(2);
        assertThat(history.trials().stream().map(trial -> trial.values()).distinct())
                .hasSize(12);
    }

    @Test
    void configurations_that_a_revised_space_no_longer_has_are_left_out() {
        SearchSpace narrow = SearchSpace.of(Real.of("x", 0.5, 1), Real.of("y", 0, 1));
        Sampler sampler = Samplers.named("auto", new SamplerOptions(List.of(), HINTS));
        assertThat(sampler.next(narrow, History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(9), 6, 1))
                .noneMatch(next -> next.why().arm().equals(WarmStart.ARM));
    }

    @Test
    void the_space_filling_points_of_a_start_leave_none_out_for_those_of_earlier_studies() {
        ToDoubleFunction<Values> loss = values -> distanceTo(values, 0.1, 0.9);
        History cold = run("auto", new SamplerOptions(List.of(), List.of()), loss, 2);
        History warmed = run("auto", new SamplerOptions(List.of(), HINTS), loss, 3);
        assertThat(warmed.arms().get(1)).isEqualTo(WarmStart.ARM);
        assertThat(warmed.trials().get(2).values())
                .isEqualTo(cold.trials().get(1).values());
    }

    @Test
    void a_study_that_foretells_another_order_is_not_tried_and_one_that_foretells_this_is() {
        ToDoubleFunction<Values> loss = values -> distanceTo(values, 0.13, 0.9);
        assertThat(warm(run("random", guarded(loss), loss, 24))).isEqualTo(4);
        assertThat(warm(run("random", guarded(values -> -loss.applyAsDouble(values)), loss, 24)))
                .isZero();
    }

    /** With an earlier study that was told those losses, whatever its hints are. */
    private static SamplerOptions guarded(ToDoubleFunction<Values> told) {
        List<Values> ranked = run("random", SamplerOptions.NONE, told, 40).trials().stream()
                .map(Trial::values)
                .sorted(Comparator.comparingDouble(told))
                .toList();
        return new SamplerOptions(List.of(), HINTS, List.of(new Outline("old", ranked)));
    }
}
