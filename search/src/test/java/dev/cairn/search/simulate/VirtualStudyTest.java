package dev.cairn.search.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.pruner.ControlGroup;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.LaggedHistory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualStudyTest {
    private static final int STEPS = 9;
    private static final double STEP = 2;
    private static final SearchSpace SPACE = SearchSpace.of(Real.of("x", 0, 1), Real.of("y", 0, 1));
    /** None of the first trials belongs to its control group. */
    private static final long SEED = IntStream.range(0, 1000)
            .filter(seed ->
                    IntStream.rangeClosed(1, 40).noneMatch(new ControlGroup(ControlGroup.USUAL_SHARE, seed)::has))
            .findFirst()
            .orElseThrow();

    private static SearchPlan plan(String sampler, String rule) {
        PrunerOptions options = new PrunerOptions(1, STEPS).withReduction(3);
        return new SearchPlan(
                SPACE,
                Samplers.named(sampler),
                Direction.MINIMIZE,
                values -> "net",
                Map.of("net", Pruners.named(rule, options)),
                SEED,
                Optional.empty());
    }

    private static Course course(IntToDoubleFunction loss, double setup) {
        Curve curve = new Curve(
                IntStream.rangeClosed(1, STEPS).toArray(),
                IntStream.rangeClosed(1, STEPS).mapToDouble(loss).toArray());
        return new Course(curve, curve.last(), Course.End.SCORED, setup, STEP);
    }

    /** Losses that are the same at all steps. */
    private static Courses flat(IntToDoubleFunction byNumber) {
        return (number, values) -> course(step -> byNumber.applyAsDouble(number), 0);
    }

    /** Losses that depend on the configuration, and fall. */
    private static Courses falling() {
        return (number, values) -> {
            double[] point = SPACE.encode(values);
            return course(step -> Math.abs(point[0] - 0.3) + point[1] / step, 0.5);
        };
    }

    private static Means bounded(OptionalDouble time, OptionalDouble device, OptionalDouble money) {
        return new Means(30, 3, 3, time, device, money, 3600);
    }

    @Test
    void one_slot_without_stopping_runs_every_trial_to_its_end_one_after_the_other() {
        Played played = VirtualStudy.play(plan("random", "none"), Means.of(7, 1), flat(number -> number));

        assertThat(played.count(TrialEnd.COMPLETED)).isEqualTo(7);
        assertThat(played.steps()).isEqualTo(7 * STEPS);
        assertThat(played.seconds()).isCloseTo(7 * STEPS * STEP, within(1e-9));
        assertThat(played.deviceSeconds()).isCloseTo(played.seconds(), within(1e-9));
        assertThat(played.bound()).isEqualTo(Bound.TRIALS);
        assertThat(played.rungs()).isEmpty();
    }

    @Test
    void setting_up_a_trial_takes_its_time_too() {
        Played played =
                VirtualStudy.play(plan("random", "none"), Means.of(4, 1), (number, values) -> course(step -> 1, 5));

        assertThat(played.seconds()).isCloseTo(4 * (5 + STEPS * STEP), within(1e-9));
    }

    @Test
    void slots_share_the_trials() {
        Played played = VirtualStudy.play(plan("random", "none"), Means.of(8, 4), flat(number -> number));

        assertThat(played.seconds()).isCloseTo(2 * STEPS * STEP, within(1e-9));
        assertThat(played.deviceSeconds()).isCloseTo(8 * STEPS * STEP, within(1e-9));
    }

    @Test
    void more_places_than_slots_are_no_faster() {
        Means few = new Means(8, 8, 2, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);
        Played played = VirtualStudy.play(plan("random", "none"), few, flat(number -> number));

        assertThat(played.seconds()).isCloseTo(4 * STEPS * STEP, within(1e-9));
    }

    /** At the first rung the first has no peers, each later one is the worst of all. */
    @Test
    void halving_of_ever_worse_trials_is_as_counted_by_hand() {
        Played played = VirtualStudy.play(plan("random", "asha"), Means.of(9, 1), flat(number -> number));

        assertThat(played.rungs()).containsExactly(new Played.Rung("net", 1, 9, 8, 0, 0));
        assertThat(played.count(TrialEnd.STOPPED)).isEqualTo(8);
        assertThat(played.steps()).isEqualTo(STEPS + 8);
        assertThat(played.saved()).isEqualTo(8 * (STEPS - 1));
        assertThat(played.best()).extracting(Played.Best::trial).containsExactly(1);
    }

    @Test
    void halving_of_ever_better_trials_stops_none() {
        Played played = VirtualStudy.play(plan("random", "asha"), Means.of(9, 1), flat(number -> 10 - number));

        assertThat(played.count(TrialEnd.COMPLETED)).isEqualTo(9);
        assertThat(played.bestAt(played.seconds())).isEqualTo(1);
        assertThat(played.bestAt(STEPS * STEP)).isEqualTo(9);
    }

    @Test
    void every_trial_that_waits_is_promoted_or_left_in_the_end() {
        Played played = VirtualStudy.play(plan("random", "ashaPromotion"), Means.of(30, 3), falling());
        int paused = played.rungs().stream().mapToInt(Played.Rung::paused).sum();
        int promoted = played.rungs().stream().mapToInt(Played.Rung::promoted).sum();

        assertThat(promoted).isPositive();
        assertThat(played.count(TrialEnd.LEFT)).isEqualTo(paused - promoted).isPositive();
        assertThat(played.trials()).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auto", "none", "asha", "ashaPromotion", "hyperband", "median", "patience", "extrapolation"})
    void the_same_seed_plays_the_same_study(String rule) {
        Played once = VirtualStudy.play(plan("tpe", rule), Means.of(25, 3), falling());

        assertThat(VirtualStudy.play(plan("tpe", rule), Means.of(25, 3), falling()))
                .isEqualTo(once);
        assertThat(once.steps() + once.saved()).isEqualTo(25L * STEPS);
    }

    @ParameterizedTest(name = "{0} {1} {2} seconds of {3}")
    @CsvSource({"31,,,TIME", ",47.25,,DEVICE_HOURS", ",,58.5,MONEY", "31,1000,58.5,MONEY", "10,47.25,58.5,TIME"})
    void no_bound_of_the_budget_is_ever_exceeded(Double time, Double device, Double money, Bound bound) {
        Means means = bounded(optional(time), optional(device), optional(money));
        Played played = VirtualStudy.play(plan("random", "asha"), means, falling());

        assertThat(played.bound()).isEqualTo(bound);
        assertThat(played.seconds()).isLessThanOrEqualTo(means.seconds().orElse(1e9));
        assertThat(played.deviceSeconds())
                .isLessThanOrEqualTo(means.deviceSeconds().orElse(1e9) + 1e-9);
        assertThat(played.money()).isLessThanOrEqualTo(means.money().orElse(1e9) + 1e-9);
        assertThat(played.count(TrialEnd.CUT)).isPositive();
        assertThat(played.trials().stream().mapToDouble(Played.Outcome::busy).sum())
                .isCloseTo(played.deviceSeconds(), within(1e-6));
    }

    private static OptionalDouble optional(Double seconds) {
        return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    @Test
    void a_deterministic_study_is_the_same_on_any_number_of_slots() {
        SearchPlan usual = plan("tpe", "asha");
        SearchPlan lagged = new SearchPlan(
                SPACE,
                usual.sampler(),
                usual.direction(),
                usual.trainer(),
                usual.pruners(),
                SEED,
                Optional.of(new LaggedHistory(4)));
        Played one = VirtualStudy.play(lagged, Means.of(25, 1), falling());
        Played four = VirtualStudy.play(lagged, Means.of(25, 4), falling());

        assertThat(four.trials())
                .extracting(Played.Outcome::values, Played.Outcome::steps)
                .isEqualTo(one.trials().stream()
                        .map(trial -> Tuple.tuple(trial.values(), trial.steps()))
                        .toList());
        assertThat(four.seconds()).isLessThan(one.seconds());
    }

    @Test
    void a_search_that_has_tried_everything_ends() {
        SearchSpace three = SearchSpace.of(Int.of("n", 1, 3));
        SearchPlan grid = new SearchPlan(
                three,
                Samplers.named("grid"),
                Direction.MINIMIZE,
                values -> "net",
                Map.of("net", Pruners.named("none", new PrunerOptions(1, STEPS))),
                SEED,
                Optional.empty());
        Played played = VirtualStudy.play(grid, Means.of(10, 2), flat(number -> number));

        assertThat(played.bound()).isEqualTo(Bound.SPACE);
        assertThat(played.trials()).hasSize(3);
    }

    @Test
    void what_fails_has_no_score_and_costs_its_time() {
        Course broken = new Course(Curve.EMPTY, Double.NaN, Course.End.FAILED, 4, STEP);
        Played played = VirtualStudy.play(plan("random", "auto"), Means.of(5, 1), (number, values) -> broken);

        assertThat(played.count(TrialEnd.FAILED)).isEqualTo(5);
        assertThat(played.seconds()).isCloseTo(20, within(1e-9));
        assertThat(played.best()).isEmpty();
    }

    @Test
    void trials_that_no_slot_was_free_for_are_not_counted_as_started() {
        Means means = new Means(6, 6, 1, OptionalDouble.of(STEP), OptionalDouble.empty(), OptionalDouble.empty(), 0);
        Played played = VirtualStudy.play(plan("random", "none"), means, flat(number -> number));

        assertThat(played.trials()).extracting(Played.Outcome::number).containsExactly(1);
        assertThat(played.steps()).isEqualTo(1);
    }

    @Test
    void a_rule_that_needs_folds_is_refused() {
        assertThatThrownBy(() -> plan("random", "pairedTest"))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("fold by fold");
    }

    @Test
    void random_courses_never_break_the_books() {
        for (int seed = 0; seed < 20; seed++) {
            Stream stream = Stream.of(seed, "books".hashCode());
            double[] noise = stream.point(200);
            Means means = new Means(
                    20,
                    1 + stream.below(5),
                    1 + stream.below(5),
                    OptionalDouble.of(20 + 100 * stream.uniform()),
                    OptionalDouble.of(20 + 200 * stream.uniform()),
                    OptionalDouble.empty(),
                    1);
            Played played = VirtualStudy.play(
                    plan("random", stream.uniform() < 0.5 ? "asha" : "ashaPromotion"),
                    means,
                    (number, values) -> course(step -> noise[(number * 7 + step) % 200], noise[number]));

            assertThat(played.deviceSeconds()).isLessThanOrEqualTo(played.seconds() * means.slots() + 1e-9);
            assertThat(played.seconds()).isLessThanOrEqualTo(means.seconds().getAsDouble());
            assertThat(Arrays.stream(TrialEnd.values()).mapToLong(played::count).sum())
                    .isEqualTo(played.trials().size());
            assertThat(played.count(TrialEnd.RUNNING) + played.count(TrialEnd.PAUSED))
                    .isZero();
        }
    }
}
