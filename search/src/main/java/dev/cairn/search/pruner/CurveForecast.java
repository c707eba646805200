package dev.cairn.search.pruner;

import dev.cairn.search.math.StudentT;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.Arrays;

/**
 * Where a learning curve will end: a Bayesian average over families c + a·φ(t), power laws t⁻ᵅ and exponentials, that are fitted in closed
 * form (the ensemble of Domhan et al., IJCAI 2015, with conjugate regression in place of their sampling). What no family can know, that
 * curves turn, is a variance which grows with how far ahead one looks.
 *
 * <p>Takes some microseconds. Values are losses.
 */
final class CurveForecast {
    private static final double[] POWERS = {0.25, 0.5, 1, 2};
    private static final double[] RATES = {1, 3, 8};
    private static final int FEWEST_POINTS = 3;
    /** Only the later part of a curve tells where it goes. */
    private static final int MOST_POINTS = 60;

    private static final double DRIFT = 0.5;

    private final double[] means;
    private final double[] scales;
    private final double[] weights;
    private final double degrees;

    private CurveForecast(double[] means, double[] scales, double[] weights, double degrees) {
        this.means = means;
        this.scales = scales;
        this.weights = weights;
        this.degrees = degrees;
    }

    /** True if there are enough finite points for a forecast. */
    static boolean possible(Curve curve) {
        return Arrays.stream(curve.values()).filter(Double::isFinite).count() >= FEWEST_POINTS;
    }

    static CurveForecast of(Curve curve, int end, Direction direction) {
        int from = Math.max(0, curve.length() - MOST_POINTS);
        int[] kept = java.util.stream.IntStream.range(from, curve.length())
                .filter(i -> Double.isFinite(curve.value(i)))
                .toArray();
        double[] t = Arrays.stream(kept)
                .mapToDouble(i -> (double) curve.step(i) / end)
                .toArray();
        double[] y = Arrays.stream(kept)
                .mapToDouble(i -> direction.loss(curve.value(i)))
                .toArray();
        int families = POWERS.length + RATES.length;
        double[] means = new double[families];
        double[] scales = new double[families];
        double[] evidence = new double[families];
        double drift = DRIFT * recentMove(y) * Math.sqrt(Math.max(0, 1 / t[t.length - 1] - 1));
        for (int k = 0; k < families; k++) {
            Fit fit = Fit.of(t, y, k);
            means[k] = fit.mean;
            scales[k] = Math.hypot(fit.scale, drift);
            evidence[k] = fit.logEvidence;
        }
        double most = Arrays.stream(evidence).max().orElseThrow();
        double[] weights = Arrays.stream(evidence).map(e -> Math.exp(e - most)).toArray();
        double sum = Arrays.stream(weights).sum();
        return new CurveForecast(
                means, scales, Arrays.stream(weights).map(w -> w / sum).toArray(), Fit.degrees(y.length));
    }

    /** The probability that the curve ends at or below a loss. */
    double below(double loss) {
        double probability = 0;
        for (int k = 0; k < means.length; k++) {
            probability += weights[k] * StudentT.cumulative((loss - means[k]) / scales[k], degrees);
        }
        return probability;
    }

    double mean() {
        double mean = 0;
        for (int k = 0; k < means.length; k++) {
            mean += weights[k] * means[k];
        }
        return mean;
    }

    /** The loss below which it ends with this probability. */
    double quantile(double probability) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < means.length; k++) {
            low = Math.min(low, means[k] - 60 * scales[k]);
            high = Math.max(high, means[k] + 60 * scales[k]);
        }
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** How much the later half of the curve moved. */
    private static double recentMove(double[] y) {
        double last = y[y.length - 1];
        double move = 0;
        for (int i = y.length / 2; i < y.length; i++) {
            move = Math.max(move, Math.abs(y[i] - last));
        }
        return move;
    }

    /** Regression on (1, φ) with a normal-inverse-gamma prior: Gelman et al., Bayesian Data Analysis, chapter 14. */
    private record Fit(double mean, double scale, double logEvidence) {
        private static final double PRIOR_SHAPE = 1.5;
        /** Prior deviations of c and a in units of the range of the curve, relative to noise of a tenth of it. */
        private static final double PRIOR_WIDTH = 100;

        static double degrees(int points) {
            return 2 * PRIOR_SHAPE + points;
        }

        static Fit of(double[] t, double[] y, int family) {
            double least = Arrays.stream(y).min().orElseThrow();
            double range = Math.max(Arrays.stream(y).max().orElseThrow() - least, 1e-9 * (1 + Math.abs(least)));
            double[] phi = Arrays.stream(t).map(x -> basis(x, family)).toArray();
            double p00 = y.length + 1 / PRIOR_WIDTH;
            double p11 = 1 / PRIOR_WIDTH;
            double p01 = 0;
            double b0 = 0;
            double b1 = 0;
            double yy = 0;
            for (int i = 0; i < y.length; i++) {
                double z = (y[i] - y[y.length - 1]) / range;
                p01 += phi[i];
                p11 += phi[i] * phi[i];
                b0 += z;
                b1 += z * phi[i];
                yy += z * z;
            }
            double det = p00 * p11 - p01 * p01;
            double c = (p11 * b0 - p01 * b1) / det;
            double a = (p00 * b1 - p01 * b0) / det;
            double shape = PRIOR_SHAPE + y.length / 2.0;
            double rate = PRIOR_SHAPE * 1e-4 + Math.max(0, yy - c * b0 - a * b1) / 2;
            double end = basis(1, family);
            double leverage = 1 + (p11 - 2 * p01 * end + p00 * end * end) / det;
            return new Fit(
                    y[y.length - 1] + range * (c + a * end),
                    range * Math.sqrt(rate / shape * leverage),
                    -0.5 * Math.log(det) - shape * Math.log(rate));
        }

        private static double basis(double t, int family) {
            return family < POWERS.length
                    ? Math.pow(t, -POWERS[family]) - 1
                    : Math.exp(-RATES[family - POWERS.length] * t);
        }
    }
}
