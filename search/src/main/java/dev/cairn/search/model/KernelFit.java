package dev.cairn.search.model;

import dev.cairn.search.math.BoxMinimizer;
import dev.cairn.search.math.Cholesky;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the most probable hyperparameters given data: marginal likelihood (Rasmussen and Williams 2006, §5.4.1) times log-normal priors on
 * length scales that grow with the dimension (Hvarfner, Hellsten and Nardi, ICML 2024). The constant mean is profiled out.
 */
public final class KernelFit {
    /** Location and scale of the prior on length scales, before √(log D)/2 is added (Hvarfner et al.). */
    private static final double LENGTH_LOCATION = Math.sqrt(2);

    private static final double LENGTH_VARIANCE = 3;
    /** That of the length scale along the training: near 1 the first step and the end say little of each other, far above it all of it. */
    private static final double HEIGHT_LOCATION = 0;

    /** Log-normal prior on the noise of standardised values, the default of BoTorch 0.12. */
    private static final double NOISE_LOCATION = -4;

    private static final double NOISE_VARIANCE = 1;
    private static final double SIGNAL_VARIANCE = 0.5;
    private static final int MAX_ITERATIONS = 40;

    /** Fewer observations do not tell a bent coordinate from chance. */
    private static final int LEAST_TO_BEND = 15;
    /** Normal prior on the logarithms of a bend's exponents (BoTorch's tutorial on warping takes the same). */
    private static final double BEND_VARIANCE = 0.75;
    /** Exponents this near to 1 bend nothing that matters. */
    private static final double STRAIGHT = 0.15;

    private static final int MOST_BEND = 3;
    private static final int BEND_ITERATIONS = 20;

    private final Features features;
    private final Pairs pairs;
    private final double[] y;
    private final double lengthLocation;
    private final int free;
    /** The coordinates that may be bent; their exponents follow upon the noise, first all a, then all b. */
    private final int[] bendable;

    KernelFit(Features features, double[][] rows, double[] y) {
        this(features, new Pairs(features, rows), y, new int[0]);
    }

    private KernelFit(Features features, Pairs pairs, double[] y, int[] bendable) {
        this.features = features;
        this.pairs = pairs;
        this.y = y;
        this.bendable = bendable;
        free = features.size();
        lengthLocation = LENGTH_LOCATION + 0.5 * Math.log(features.activeOnAverage());
    }

    /** The same with numeric coordinates that bend, as far as they differ among the observations. */
    static KernelFit bending(Features features, double[][] rows, double[] y) {
        Pairs pairs = new Pairs(features, rows);
        return new KernelFit(features, pairs, y, pairs.bendable());
    }

    /** The hyperparameters for values that are about standardised, at points of the unit cube. */
    public static Hyperparameters fit(Features features, List<double[]> points, double[] y) {
        return fit(features, points, y, Optional.empty());
    }

    /**
     * The hyperparameters for values that are about standardised, at points of the unit cube.
     *
     * @param before those of fewer observations, to begin at; without them several places are tried
     */
    public static Hyperparameters fit(
            Features features, List<double[]> points, double[] y, Optional<Hyperparameters> before) {
        double[][] rows = points.stream().map(features::of).toArray(double[][]::new);
        KernelFit straight = new KernelFit(features, rows, y);
        BoxMinimizer.Minimum best =
                straight.best(before.map(straight::theta).stream().toList());
        if (y.length >= LEAST_TO_BEND) {
            KernelFit bending = new KernelFit(features, straight.pairs, y, straight.pairs.bendable());
            Optional<Hyperparameters> bent = bending.betterThan(best);
            if (bent.isPresent()) {
                return bent.get();
            }
        }
        return straight.hyperparameters(best.at());
    }

    private BoxMinimizer.Minimum best(List<double[]> from) {
        List<double[]> starts = from.isEmpty() ? List.of(start(-0.7, -5), start(0.8, -3)) : from;
        BoxMinimizer minimizer = minimizer(MAX_ITERATIONS);
        BoxMinimizer.Minimum best = new BoxMinimizer.Minimum(start(0, NOISE_LOCATION), Double.POSITIVE_INFINITY);
        for (double[] start : starts) {
            BoxMinimizer.Minimum found = minimizer.from(start);
            if (found.value() < best.value()) {
                best = found;
            }
        }
        return best;
    }

    /**
     * A kernel with bent coordinates, if that is more probable by more than its exponents cost: half the logarithm of the number of
     * observations for each of the two (Schwarz, Annals of Statistics 6, 1978).
     */
    private Optional<Hyperparameters> betterThan(BoxMinimizer.Minimum straight) {
        double[] start = Arrays.copyOf(straight.at(), free + 2 + 2 * bendable.length);
        double[] found = straightened(minimizer(BEND_ITERATIONS).from(start).at());
        Hyperparameters bent = hyperparameters(found);
        double gain = straight.value() - negativeLogPosterior(found, new double[found.length]);
        return bent.bent() > 0 && gain > Math.log(y.length) * bent.bent() ? Optional.of(bent) : Optional.empty();
    }

    /** Without the bends that are hardly any. */
    private double[] straightened(double[] theta) {
        double[] straight = theta.clone();
        for (int i = free + 2; i < free + 2 + bendable.length; i++) {
            if (Math.abs(theta[i]) < STRAIGHT && Math.abs(theta[i + bendable.length]) < STRAIGHT) {
                straight[i] = 0;
                straight[i + bendable.length] = 0;
            }
        }
        return straight;
    }

    private BoxMinimizer minimizer(int iterations) {
        double[] lower = new double[free + 2 + 2 * bendable.length];
        double[] upper = new double[lower.length];
        Arrays.fill(lower, 0, free, Math.log(0.02));
        Arrays.fill(upper, 0, free, Math.log(200));
        lower[free] = Math.log(0.05);
        upper[free] = Math.log(20);
        lower[free + 1] = Math.log(1e-6);
        upper[free + 1] = 0;
        Arrays.fill(lower, free + 2, lower.length, -Math.log(MOST_BEND));
        Arrays.fill(upper, free + 2, upper.length, Math.log(MOST_BEND));
        return new BoxMinimizer(this::negativeLogPosterior, lower, upper, iterations, 1e-4);
    }

    /** The location of the prior on a length scale. */
    private double location(int d) {
        return features.height(d) ? HEIGHT_LOCATION : lengthLocation;
    }

    /** All length scales at the mode of their prior, moved by {@code shift} on the log scale. */
    private double[] start(double shift, double logNoise) {
        double[] theta = new double[free + 2];
        Arrays.setAll(theta, d -> d < free ? location(d) - LENGTH_VARIANCE + 1 + shift : 0);
        theta[free + 1] = logNoise;
        return theta;
    }

    private double[] theta(Hyperparameters h) {
        double[] theta = new double[free + 2];
        Arrays.setAll(theta, d -> d < free ? Math.log(h.lengths()[d]) : Math.log(d == free ? h.signal() : h.noise()));
        return theta;
    }

    private Hyperparameters hyperparameters(double[] theta) {
        double[] lengths = new double[free];
        for (int d = 0; d < lengths.length; d++) {
            lengths[d] = Math.exp(theta[d]);
        }
        return new Hyperparameters(lengths, Math.exp(theta[free]), Math.exp(theta[free + 1]), warp(theta));
    }

    private InputWarp warp(double[] theta) {
        InputWarp warp = InputWarp.none(free);
        if (bendable.length == 0) {
            return warp;
        }
        double[] a = warp.a().clone();
        double[] b = warp.b().clone();
        for (int i = 0; i < bendable.length; i++) {
            a[bendable[i]] = Math.exp(theta[free + 2 + i]);
            b[bendable[i]] = Math.exp(theta[free + 2 + bendable.length + i]);
        }
        return new InputWarp(a, b);
    }

    double negativeLogPosterior(double[] theta, double[] gradient) {
        Hyperparameters h = hyperparameters(theta);
        int n = y.length;
        Pairs bent = pairs.bent(h.warp());
        double[] distances = bent.distances(h.inverseSquares());
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
        double[] pull = likelihoodGradient(h, bent, factor.get().inverse(), alpha, slopes, distances, gradient);
        for (int i = 0; i < bendable.length; i++) {
            double scale = 2 * h.inverseSquares()[bendable[i]];
            double[] slope = pairs.bendSlopes(h.warp(), bendable[i], bent, pull);
            gradient[free + 2 + i] = scale * slope[0];
            gradient[free + 2 + bendable.length + i] = scale * slope[1];
        }
        return 0.5 * (fitTerm + factor.get().logDeterminant()) + priors(theta, gradient);
    }

    /** Also returns (K⁻¹ − ααᵀ) ∂K/∂r² per pair. */
    private double[] likelihoodGradient(
            Hyperparameters h,
            Pairs bent,
            double[][] inverse,
            double[] alpha,
            double[] slopes,
            double[] distances,
            double[] gradient) {
        int n = y.length;
        double bySignal = 0;
        double byNoise = 0;
        double[] pull = slopes;
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
            gradient[d] = -2 * weights[d] * bent.pulled(d, pull);
        }
        gradient[weights.length] = bySignal;
        gradient[weights.length + 1] = byNoise;
        return pull;
    }

    /** Densities over the quantities themselves, not over their logarithms: hence the linear terms; those of bends are on the logarithms. */
    private double priors(double[] theta, double[] gradient) {
        double sum = 0;
        for (int d = 0; d < free; d++) {
            double z = theta[d] - location(d);
            sum += z * z / (2 * LENGTH_VARIANCE) + theta[d];
            gradient[d] += z / LENGTH_VARIANCE + 1;
        }
        sum += theta[free] * theta[free] / (2 * SIGNAL_VARIANCE);
        gradient[free] += theta[free] / SIGNAL_VARIANCE;
        double z = theta[free + 1] - NOISE_LOCATION;
        sum += z * z / (2 * NOISE_VARIANCE) + theta[free + 1];
        gradient[free + 1] += z / NOISE_VARIANCE + 1;
        for (int i = free + 2; i < theta.length; i++) {
            sum += theta[i] * theta[i] / (2 * BEND_VARIANCE);
            gradient[i] += theta[i] / BEND_VARIANCE;
        }
        return sum;
    }
}
