package dev.cairn.trainers.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static Interval ofMeanError(double[] errors, long seed) {
        Target truth = new Target.Numbers(new double[errors.length]);
        Scorer scorer = Metric.MAE.scorer(truth, new Predictions.Values(errors));
        Interval interval = new Bootstrap(2_000, 0.95, seed)
                .intervals(Map.of(Metric.MAE, scorer), errors.length)
                .get(Metric.MAE);
        assertThat(interval).isNotNull();
        return interval;
    }

    private static double[] exponential(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()))
                .limit(rows)
                .toArray();
    }

    /** The mean of n exponential draws has a standard error of 1/√n, so that the interval is 3.92/√n wide; tolerance 15 %. */
    @Test
    void the_interval_of_a_mean_is_as_wide_as_theory_says() {
        Interval interval = ofMeanError(exponential(1_000, 1), 2);
        assertThat(interval.high() - interval.low()).isCloseTo(3.92 / Math.sqrt(1_000), within(0.15 * 0.124));
        assertThat(interval.value()).isBetween(interval.low(), interval.high());
    }

    /** A binomial of 200 intervals that cover with probability 0.93 or more falls below 170 once in 10,000 runs; the seeds are fixed. */
    @Test
    void most_intervals_cover_the_true_mean() {
        int covered = 0;
        for (int study = 0; study < 200; study++) {
            Interval interval = ofMeanError(exponential(100, 100 + study), study);
            covered += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(170, 199);
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        double[] errors = exponential(50, 1);
        assertThat(ofMeanError(errors, 5)).isEqualTo(ofMeanError(errors, 5)).isNotEqualTo(ofMeanError(errors, 6));
    }

    @Test
    void resamples_without_a_value_do_not_count() {
        Target truth = new Target.Classes(new int[] {0, 1}, List.of("a", "b"));
        Scorer scorer =
                Metric.ROC_AUC.scorer(truth, new Predictions.Probabilities(2, new double[] {0.6, 0.4, 0.3, 0.7}));
        Interval interval = new Bootstrap(200, 0.95, 1)
                .intervals(Map.of(Metric.ROC_AUC, scorer), 2)
                .get(Metric.ROC_AUC);
        assertThat(interval).isEqualTo(new Interval(1, 1, 1));
    }
}
