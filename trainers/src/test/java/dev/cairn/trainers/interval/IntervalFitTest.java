package dev.cairn.trainers.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Made up rows whose noise is known. Coverage on other rows varies with the rows that set the margins, as a beta distribution of about 2,000 (deviation
 * 0.007 at a level of 0.9), and with the 4,000 rows that count (0.005): bounds of 0.045 are more than five deviations, a false alarm in a million.
 */
class IntervalFitTest {
    private static final int LEARNED = 2_000;
    private static final int COUNTED = 4_000;
    private static final double FIVE_DEVIATIONS = 0.045;
    private static final List<Double> NINE_IN_TEN = List.of(0.9);

    /** The deviation of a row's noise. */
    private interface Noise {
        double deviation(double value, double disagreement);
    }

    private record World(Said said, RowSet rows) {
        /** Values from 0 to 100, disagreements of two members from 0 to 2, and truths that are off by the noise and a bias. */
        static World of(int size, long seed, double bias, Noise noise) {
            double[][] members = new double[2][size];
            double[] values = new double[size];
            double[] truth = new double[size];
            Random random = new Random(seed);
            for (int row = 0; row < size; row++) {
                double value = 100 * random.nextDouble();
                double disagreement = 2 * random.nextDouble();
                values[row] = value;
                members[0][row] = value - disagreement;
                members[1][row] = value + disagreement;
                truth[row] = value + bias + noise.deviation(value, disagreement) * random.nextGaussian();
            }
            RowSet rows = RowSet.all(TestFrames.memory(
                    TestFrames.numbers(),
                    size,
                    seed,
                    (writer, row, unused) -> writer.numeric(0, (float) unused.nextGaussian())
                            .numeric(1, 0)
                            .category(2, "red")
                            .target(truth[row])));
            return new World(
                    Said.of(
                            values,
                            List.of(new Predictions.Values(members[0]), new Predictions.Values(members[1])),
                            new double[] {0.5, 0.5}),
                    rows);
        }

        double[] truth() {
            return ((Target.Numbers) rows.target()).values();
        }

        World at(int[] some) {
            return new World(said.at(some), rows.at(some));
        }
    }

    private static IntervalFit fit(World world, List<Double> levels) {
        return IntervalFit.of(levels, world.said(), world.rows(), 5).orElseThrow();
    }

    private static Reliability.Rate rate(Intervals intervals, World world) {
        return Reliability.Rate.of(intervals.around(world.said()).get(0), world.truth());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9, 0.95, 0.99})
    void other_rows_are_inside_as_often_as_the_level_says(double level) {
        IntervalFit fit = fit(World.of(LEARNED, 1, 0, (value, off) -> 1), List.of(level));
        assertThat(fit.intervals().scaling()).isEqualTo(Scaling.NONE);
        double wide = level == 0.5 ? 2 : 1; // a share of a half varies most
        assertThat(rate(fit.intervals(), World.of(COUNTED, 2, 0, (value, off) -> 1))
                        .coverage()
                        .value())
                .isCloseTo(level, within(wide * FIVE_DEVIATIONS));
    }

    @Test
    void intervals_are_wide_where_the_noise_grows_with_the_value() {
        Noise growing = (value, off) -> 1 + value / 10;
        IntervalFit fit = fit(World.of(LEARNED, 3, 0, growing), NINE_IN_TEN);
        World others = World.of(COUNTED, 4, 0, growing);
        assertThat(fit.intervals().scaling()).isEqualTo(Scaling.VALUE);
        World low = others.at(IntStream.range(0, COUNTED)
                .filter(row -> others.said().values()[row] < 25)
                .toArray());
        World high = others.at(IntStream.range(0, COUNTED)
                .filter(row -> others.said().values()[row] > 75)
                .toArray());
        // About 1,000 rows each: 0.0095, beside 0.013 for the 500 rows that set each height.
        assertThat(rate(fit.intervals(), low).coverage().value()).isCloseTo(0.9, within(0.08));
        assertThat(rate(fit.intervals(), high).coverage().value()).isCloseTo(0.9, within(0.08));
        assertThat(rate(fit.intervals(), high).width().value())
                .isGreaterThan(3 * rate(fit.intervals(), low).width().value());
    }

    @Test
    void intervals_are_wide_where_the_members_disagree() {
        Noise doubtful = (value, off) -> 0.2 + 2 * off;
        IntervalFit fit = fit(World.of(LEARNED, 5, 0, doubtful), NINE_IN_TEN);
        assertThat(fit.intervals().scaling()).isEqualTo(Scaling.DISAGREEMENT);
        Reliability.Rate others = rate(fit.intervals(), World.of(COUNTED, 6, 0, doubtful));
        assertThat(others.coverage().value()).isCloseTo(0.9, within(FIVE_DEVIATIONS));
    }

    @Test
    void either_end_is_missed_equally_often_where_all_predictions_are_too_low() {
        IntervalFit fit = fit(World.of(LEARNED, 7, 3, (value, off) -> 1), NINE_IN_TEN);
        World others = World.of(COUNTED, 8, 3, (value, off) -> 1);
        Bounds bounds = fit.intervals().around(others.said()).get(0);
        double below = IntStream.range(0, COUNTED)
                        .filter(row -> others.truth()[row] < bounds.lower()[row])
                        .count()
                / (double) COUNTED;
        // 0.005 for the rows that set it and 0.0034 for those that count.
        assertThat(below).isCloseTo(0.05, within(0.03));
        assertThat(rate(fit.intervals(), others).coverage().value()).isCloseTo(0.9, within(FIVE_DEVIATIONS));
    }

    @Test
    void what_it_tells_of_held_out_rows_holds_on_others() {
        Noise growing = (value, off) -> 1 + value / 10;
        IntervalFit fit = fit(World.of(LEARNED, 9, 0, growing), List.of(0.95, 0.8));
        assertThat(fit.reliability()).extracting(Reliability::level).containsExactly(0.8, 0.95);
        List<Bounds> around =
                fit.intervals().around(World.of(COUNTED, 10, 0, growing).said());
        for (int level = 0; level < 2; level++) {
            Reliability.Rate told = fit.reliability().get(level).heldOut();
            Reliability.Rate found = Reliability.Rate.of(
                    around.get(level), World.of(COUNTED, 10, 0, growing).truth());
            assertThat(told.rows()).isEqualTo(LEARNED);
            assertThat(told.coverage().value())
                    .isBetween(told.coverage().low(), told.coverage().high())
                    .isCloseTo(found.coverage().value(), within(1.5 * FIVE_DEVIATIONS));
            assertThat(told.width().value())
                    .isCloseTo(
                            found.width().value(), within(0.15 * found.width().value()));
        }
    }

    @Test
    void levels_that_few_rows_cannot_tell_are_left_out() {
        World few = World.of(40, 11, 0, (value, off) -> 1);
        assertThat(fit(few, List.of(0.5, 0.9, 0.99)).intervals().margins())
                .extracting(Margin::level)
                .containsExactly(0.5, 0.9);
        assertThat(IntervalFit.of(List.of(0.99), few.said(), few.rows(), 5)).isEmpty();
        assertThat(Margin.fewest(0.9)).isEqualTo(19);
        assertThat(Margin.fewest(0.99)).isEqualTo(199);
    }

    @Test
    void a_model_that_is_never_wrong_has_intervals_without_width() {
        World world = World.of(200, 12, 0, (value, off) -> 0);
        World exact = new World(new Said(world.truth(), new double[200]), world.rows());
        Reliability.Rate rate = fit(exact, NINE_IN_TEN).reliability().get(0).heldOut();
        assertThat(rate.coverage().value()).isEqualTo(1);
        assertThat(rate.width().value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void a_curve_that_meets_the_same_place_often_stays_a_function() {
        double[] places = new double[500];
        double[] sizes = new double[500];
        Arrays.setAll(places, row -> row % 3);
        Arrays.setAll(sizes, row -> row % 3 + 1);
        Curve curve = Curve.of(places, sizes);
        assertThat(curve.at()).containsExactly(0.0, 1.0, 2.0);
        assertThat(curve.height(1.5) / curve.height(0)).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void a_margin_needs_a_level_and_its_ends_in_order() {
        assertThatThrownBy(() -> new Margin(0.4, -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0.4");
        assertThatThrownBy(() -> new Margin(0.9, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Margin.percent(0.9)).isEqualTo("90");
        assertThat(Margin.percent(0.975)).isEqualTo("97.5");
    }
}
