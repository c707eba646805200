package dev.cairn.search.model;

import dev.cairn.search.math.BoxMinimizer;
import dev.cairn.search.math.Cholesky;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the most probable hyperparameters given data: marginal likelihood (Rasmussen and Williams 2006, §5.4.1) times log-normal priors on
 * length scales that grow with the dimension (Hvarfner, Hellsten and Nardi, ICML 2024, §5). The constant mean is profiled out.
 */
public final class KernelFit {
    /** Location and scale of the prior on length scales, before √(log D)/2 is added (Hvarfner et al., eq. 10). */
    private static final double LENGTH_LOCATION = Math.sqrt(2);

    private static final double LENGTH_VARIANCE = 3;
    /** Log-normal prior on the noise of standardised values, the default of BoTorch 0.12. */
    private static final double NOISE_LOCATION = -4;

    private static final double NOISE_VARIANCE = 1;
    private static final double SIGNAL_VARIANCE = 0.5;
    private static final int MAX_ITERATIONS = 40;

    private final double[][] differences; // per coordinate: squared differences of pairs i > j, row by row
    private final boolean[] used;
    private final double[] y;
    private final double lengthLocation;

    KernelFit(Features features, double[][] rows, double[] y) {
        this.y = y;
        lengthLocation = LENGTH_LOCATION + 0.5 * Math.log(features.activeOnAverage());
        differences = new double[features.size()][];
        used = new boolean[features.size()];
        for (int d = 0; d < differences.length; d++) {
            differences[d] = squares(rows, d, features.nominal(d));
            used[d] = Arrays.stream(differences[d]).anyMatch(x -> x > 0);
        }
    }

    /** The hyperparameters for values that are about standardised, at points of the unit cube. */
    public static Hyperparameters fit(Features features, List<double[]> points, double[] y) {
        double[][] rows = points.stream().map(features::of).toArray(double[][]::new);
        return new KernelFit(features, rows, y).best();
    }

    private Hyperparameters best() {
        int free = differences.length;
        double[] lower = new double[free + 2];
        double[] upper = new double[free + 2];
        Arrays.fill(lower, 0, free, Math.log(0.02));
        Arrays.fill(upper, 0, free, Math.log(200));
        lower[free] = Math.log(0.05);
        upper[free] = Math.log(20);
        lower[free + 1] = Math.log(1e-6);
        upper[free + 1] = 0;
        BoxMinimizer minimizer = new BoxMinimizer(this::negativeLogPosterior, lower, upper, MAX_ITERATIONS, 1e-4);
        BoxMinimizer.Minimum best = new BoxMinimizer.Minimum(start(0, NOISE_LOCATION), Double.POSITIVE_INFINITY);
        for (double[] start : new double[][] {start(-0.7, -5), start(0.8, -3)}) {
            BoxMinimizer.Minimum found = minimizer.from(start);
            if (found.value() < best.value()) {
                best = found;
            }
        }
        return hyperparameters(best.at());
    }

    /** All length scales at the mode of their prior, moved by {@code shift} on the log scale. */
    private double[] start(double shift, double logNoise) {
        double[] theta = new double[differences.length + 2];
        Arrays.fill(theta, 0, differences.length, lengthLocation - LENGTH_VARIANCE + 1 + shift);
        theta[differences.length + 1] = logNoise;
        return theta;
    }

    private Hyperparameters hyperparameters(double[] theta) {
        double[] lengths = new double[differences.length];
        for (int d = 0; d < lengths.length; d++) {
            lengths[d] = Math.exp(theta[d]);
        }
        return new Hyperparameters(lengths, Math.exp(theta[lengths.length]), Math.exp(theta[lengths.length + 1]));
    }

    double negativeLogPosterior(double[] theta, double[] gradient) {
        Hyperparameters h = hyperparameters(theta);
        int n = y.length;
        double[] distances = distances(h.inverseSquares());
        double[][] k = new double[n][n];
        double[] slopes = new double[distances.length];
        for (int i = 0, p = 0; i < n; i++) {
            for (int j = 0; j < i; j++, p++) {
                k[j][i] = h.signal() * Matern.value(distances[p]);
                slopes[p] = h.signal() * Matern.slope(distances[p]);
            }
            k[i][i] = h.signal() + h.noise() + GaussianProcess.JITTER;
        }
        Optional<Cholesky> factor = Cholesky.of(k);
        if (factor.isEmpty()) {
            Arrays.fill(gradient, 0);
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = Residual.of(factor.get(), y).weights();
        double fitTerm = 0;
        for (int i = 0; i < n; i++) {
            fitTerm += alpha[i] * y[i]; // the mean drops out, for the weights sum to 0
        }
        likelihoodGradient(h, factor.get().inverse(), alpha, slopes, distances, gradient);
        return 0.5 * (fitTerm + factor.get().logDeterminant()) + priors(theta, gradient);
    }

    private double[] distances(double[] weights) {
        double[] sum = new double[y.length * (y.length - 1) / 2];
        for (int d = 0; d < weights.length; d++) {
            if (used[d]) {
                double weight = weights[d];
                double[] squares = differences[d];
                for (int p = 0; p < sum.length; p++) {
                    sum[p] += weight * squares[p];
                }
            }
        }
        return sum;
    }

    private void likelihoodGradient(
            Hyperparameters h,
            double[][] inverse,
            double[] alpha,
            double[] slopes,
            double[] distances,
            double[] gradient) {
        int n = y.length;
        double bySignal = 0;
        double byNoise = 0;
        double[] pull = slopes; // becomes (K⁻¹ − ααᵀ) ∂K/∂r² per pair
        for (int i = 0, p = 0; i < n; i++) {
            for (int j = 0; j < i; j++, p++) {
                double m = inverse[i][j] - alpha[i] * alpha[j];
                bySignal += m * h.signal() * Matern.value(distances[p]);
                pull[p] *= m;
            }
            double m = inverse[i][i] - alpha[i] * alpha[i];
            bySignal += 0.5 * m * h.signal();
            byNoise += 0.5 * m * h.noise();
        }
        double[] weights = h.inverseSquares();
        for (int d = 0; d < weights.length; d++) {
            double sum = 0;
            if (used[d]) {
                double[] squares = differences[d];
                for (int p = 0; p < pull.length; p++) {
                    sum += pull[p] * squares[p];
                }
            }
            gradient[d] = -2 * weights[d] * sum;
        }
        gradient[weights.length] = bySignal;
        gradient[weights.length + 1] = byNoise;
    }

    /** Densities over the quantities themselves, not over their logarithms: hence the linear terms. */
    private double priors(double[] theta, double[] gradient) {
        int count = differences.length;
        double sum = 0;
        for (int d = 0; d < count; d++) {
            double z = theta[d] - lengthLocation;
            sum += z * z / (2 * LENGTH_VARIANCE) + theta[d];
            gradient[d] += z / LENGTH_VARIANCE + 1;
        }
        sum += theta[count] * theta[count] / (2 * SIGNAL_VARIANCE);
        gradient[count] += theta[count] / SIGNAL_VARIANCE;
        double z = theta[count + 1] - NOISE_LOCATION;
        sum += z * z / (2 * NOISE_VARIANCE) + theta[count + 1];
        gradient[count + 1] += z / NOISE_VARIANCE + 1;
        return sum;
    }

    private static double[] squares(double[][] rows, int d, boolean nominal) {
        double[] squares = new double[rows.length * (rows.length - 1) / 2];
        for (int i = 0, p = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++, p++) {
                double difference = rows[i][d] - rows[j][d];
                squares[p] = nominal ? (difference == 0 ? 0 : 1) : difference * difference;
            }
        }
        return squares;
    }
}
