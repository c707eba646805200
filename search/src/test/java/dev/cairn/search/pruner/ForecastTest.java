package dev.cairn.search.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import dev.cairn.search.math.StudentT;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastTest {
    private static final int END = 100;

    @Test
    void students_distribution_has_its_tabulated_values() {
        assertThat(StudentT.cumulative(2.015, 5)).isCloseTo(0.95, within(1e-4));
        assertThat(StudentT.cumulative(-2.764, 10)).isCloseTo(0.01, within(1e-4));
        assertThat(StudentT.cumulative(0, 3)).isCloseTo(0.5, within(1e-12));
        assertThat(StudentT.betaQuantile(0.975, 1, 20)).isCloseTo(1 - Math.pow(0.025, 1 / 20.0), within(1e-9));
    }

    @Test
    void the_end_of_a_curve_lies_in_its_interval_about_as_often_as_it_says() {
        int inside = 0;
        int curves = 300;
        for (int i = 0; i < curves; i++) {
            double[] whole = curve(i);
            int seen = 10 + i % 40;
            CurveForecast forecast = CurveForecast.of(prefix(whole, seen), END, Direction.MINIMIZE);
            double end = whole[END - 1];
            inside += forecast.quantile(0.05) <= end && end <= forecast.quantile(0.95) ? 1 : 0;
        }
        assertThat(inside / (double) curves).isBetween(0.85, 1.0);
    }

    @Test
    void a_curve_that_cannot_catch_up_is_stopped_and_a_steep_one_is_not() {
        Pruner pruner = Pruners.named("extrapolation", new PrunerOptions(3, END));
        List<Contender> peers = List.of(peer(1, 0.10), peer(2, 0.2), peer(3, 0.3));
        Curve flat = prefix(power(0.5, 0.2, 1), 27);
        Verdict verdict = pruner.judge(new Contender(9, flat), peers, Direction.MINIMIZE);
        assertThat(verdict).isInstanceOf(Verdict.Stop.class);
        assertThat(Verdicts.why(verdict).numbers()).containsKeys("predicted", "low", "high", "probability");

        Curve steep = prefix(power(-0.2, 1.2, 0.25), 27);
        assertThat(pruner.judge(new Contender(9, steep), peers, Direction.MINIMIZE))
                .isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void folds_that_agree_stop_a_trial_whose_mean_alone_would_not() {
        Pruner pruner = Pruners.named("pairedTest", new PrunerOptions(3, END));
        Contender incumbent = folds(1, 0.10, 0.30, 0.20, 0.40, 0.15);
        assertThat(pruner.judge(folds(2, 0.12, 0.321, 0.22, 0.419, 0.17), List.of(incumbent), Direction.MINIMIZE))
                .isInstanceOf(Verdict.Stop.class);
        assertThat(pruner.judge(folds(2, 0.32, 0.12, 0.21, 0.30, 0.30), List.of(incumbent), Direction.MINIMIZE))
                .isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void among_several_objectives_nobody_is_stopped_whom_none_dominates() {
        Pruner pruner = Pruners.named("ashaPareto", new PrunerOptions(1, END));
        List<Contender> peers = List.of(both(1, 1, 9), both(2, 2, 8), both(3, 3, 7), both(4, 4, 6), both(5, 5, 5));
        assertThat(pruner.judge(both(9, 9, 1), peers, Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
        assertThat(pruner.judge(both(9, 9, 9), peers, Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
    }

    @Test
    void the_default_rule_compares_all_objectives_where_there_are_several() {
        Pruner pruner = Pruners.named("auto", new PrunerOptions(1, END));
        List<Contender> peers = List.of(both(1, 1, 9), both(2, 2, 8), both(3, 3, 7), both(4, 4, 6), both(5, 5, 5));
        assertThat(pruner.judge(both(9, 9, 1), peers, Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
        assertThat(pruner.judge(both(9, 9, 9), peers, Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
        Contender poor = new Contender(9, level(1, 9));
        assertThat(pruner.judge(poor, peers, Direction.MINIMIZE)).isInstanceOf(Verdict.Stop.class);
    }

    @Test
    void a_fold_that_no_trial_can_be_scored_on_tells_nothing() {
        Pruner pruner = Pruners.named("pairedTest", new PrunerOptions(3, END));
        Contender incumbent = folds(1, Double.NaN, 0.30, 0.20, 0.40, 0.15);
        assertThat(pruner.judge(folds(2, Double.NaN, 0.301, 0.19, 0.41, 0.149), List.of(incumbent), Direction.MINIMIZE))
                .isEqualTo(Verdict.CONTINUE);
        assertThat(pruner.judge(folds(2, 0.2, 0.301, Double.NaN, 0.41, 0.149), List.of(incumbent), Direction.MINIMIZE))
                .isInstanceOf(Verdict.Stop.class);
    }

    private static Contender both(int number, double one, double other) {
        return new Contender(number, level(1, one), List.of(), List.of(level(1, other)));
    }

    private static Contender folds(int number, double... values) {
        List<Curve> folds = Arrays.stream(values).mapToObj(v -> level(3, v)).toList();
        return new Contender(
                number,
                level(
                        3,
                        Arrays.stream(values).filter(Double::isFinite).average().orElseThrow()),
                folds,
                List.of());
    }

    private static Contender peer(int number, double end) {
        return new Contender(number, prefix(power(end, 0.3, 1), END));
    }

    private static Curve level(int steps, double value) {
        double[] values = new double[END];
        Arrays.fill(values, value);
        return prefix(values, steps);
    }

    /** A power law with noise, of the kind that the forecast has and of one that it has not. */
    private static double[] curve(int seed) {
        Stream stream = Stream.of(seed, 5);
        double[] values = power(stream.uniform(), 0.2 + stream.uniform(), 0.3 + 1.4 * stream.uniform());
        double noise = 0.02 * stream.uniform();
        for (int i = 0; i < values.length; i++) {
            values[i] += noise * stream.gaussian();
        }
        return values;
    }

    private static double[] power(double end, double height, double exponent) {
        double[] values = new double[END];
        Arrays.setAll(values, i -> end + height * Math.pow(i + 1.0, -exponent));
        return values;
    }

    private static Curve prefix(double[] values, int steps) {
        int[] at = new int[steps];
        Arrays.setAll(at, i -> i + 1);
        return new Curve(at, Arrays.copyOf(values, steps));
    }
}
