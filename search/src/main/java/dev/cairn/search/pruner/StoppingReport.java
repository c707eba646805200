package dev.cairn.search.pruner;

import dev.cairn.search.math.StudentT;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stopping trials early cost and saved, judged by the control group.
 *
 * @param stopped trials that were stopped
 * @param controls trials that would have been stopped and ran to their end
 * @param beaten controls that ended better than the best of the others
 * @param chance that a stopped trial would have been the best; empty without controls
 * @param regret by how much it would have been better on average, 0 where it would not, in units of the objective; empty without controls
 */
public record StoppingReport(
        int stopped, int controls, int beaten, Optional<Estimate> chance, Optional<Estimate> regret) {
    private static final double LEVEL = 0.95;

    /** A value with its 95 % interval. */
    public record Estimate(double value, double low, double high) {}

    /**
     * A report.
     *
     * @param controls losses at the end of the control group
     * @param best the least loss of the other completed trials; infinite if there is none
     */
    public static StoppingReport of(int stopped, List<Double> controls, double best) {
        if (controls.isEmpty() || !Double.isFinite(best)) {
            return new StoppingReport(stopped, controls.size(), 0, Optional.empty(), Optional.empty());
        }
        double[] gains =
                controls.stream().mapToDouble(loss -> Math.max(0, best - loss)).toArray();
        int beaten = (int) Arrays.stream(gains).filter(gain -> gain > 0).count();
        Estimate chance = proportion(beaten, gains.length);
        double[] losses = controls.stream().mapToDouble(Double::doubleValue).toArray();
        return new StoppingReport(
                stopped,
                gains.length,
                beaten,
                Optional.of(chance),
                Optional.of(mean(gains, chance, deviation(losses))));
    }

    /** The exact interval of Clopper and Pearson (Biometrika 1934). */
    private static Estimate proportion(int successes, int trials) {
        double tail = (1 - LEVEL) / 2;
        double low = successes == 0 ? 0 : StudentT.betaQuantile(tail, successes, trials - successes + 1.0);
        double high = successes == trials ? 1 : StudentT.betaQuantile(1 - tail, successes + 1.0, trials - successes);
        return new Estimate((double) successes / trials, low, high);
    }

    /**
     * Student's interval, which gains that are mostly 0 make too short: its upper end is at least what a gain of one deviation of the
     * controls would cost if it were as likely as can be.
     */
    private static Estimate mean(double[] gains, Estimate chance, double deviation) {
        double mean = Arrays.stream(gains).average().orElse(0);
        double half = gains.length < 2
                ? 0
                : StudentT.quantile((1 + LEVEL) / 2, gains.length - 1.0) * deviation(gains) / Math.sqrt(gains.length);
        return new Estimate(mean, Math.max(0, mean - half), Math.max(mean + half, chance.high() * deviation));
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }
}
