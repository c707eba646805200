package dev.cairn.search.model;

import dev.cairn.search.math.Cholesky;
import dev.cairn.search.math.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Gaussian process with a Matérn-5/2 kernel over {@link Features}, conditioned on data (Rasmussen and Williams 2006, Algorithm 2.1,
 * with the constant mean of §2.7).
 *
 * <p>Points are those of the unit cube, NaN where inactive. Values are those given: who wants them standardised does so before.
 */
public final class GaussianProcess {
    static final double JITTER = 1e-8;

    /** A normal distribution of the function, without noise, at one point. */
    public record Belief(double mean, double deviation) {}

    private final Kernel kernel;
    private final double[] y;
    private final double jitter;
    private final Cholesky factor;
    private final double[] alpha;
    private final double mean;

    private GaussianProcess(Kernel kernel, double[] y, Optional<GaussianProcess> known) {
        this.kernel = kernel;
        this.y = y;
        Factored factored = factored(known);
        jitter = factored.jitter;
        factor = factored.factor;
        Residual residual = Residual.of(factor, y);
        alpha = residual.weights();
        mean = residual.mean();
    }

    /** Conditions on at least one observation. */
    public static GaussianProcess of(
            Features features, Hyperparameters hyperparameters, List<double[]> points, double[] y) {
        return new GaussianProcess(new Kernel(features, hyperparameters, points), y.clone(), Optional.empty());
    }

    /** What {@link #of} gives, to the last bit; the fewer points are new or in other places than here, the less work it is. */
    public GaussianProcess again(Hyperparameters now, List<double[]> points, double[] values) {
        return new GaussianProcess(new Kernel(kernel.features(), now, points), values.clone(), Optional.of(this));
    }

    /** This process, made to believe that it sees its own mean at further points (the kriging believer of Ginsbourger et al. 2010). */
    public GaussianProcess believing(List<double[]> pending) {
        if (pending.isEmpty()) {
            return this;
        }
        List<double[]> all = new ArrayList<>(kernel.points());
        all.addAll(pending);
        double[] values = Arrays.copyOf(y, all.size());
        for (int i = y.length; i < values.length; i++) {
            values[i] = at(all.get(i)).mean();
        }
        return new GaussianProcess(new Kernel(kernel.features(), hyperparameters(), all), values, Optional.of(this));
    }

    public Hyperparameters hyperparameters() {
        return kernel.hyperparameters();
    }

    /** The scaled distance of two points: at 1 their correlation is about a half. */
    public double distance(double[] a, double[] b) {
        return Math.sqrt(kernel.squared(a, b));
    }

    public Belief at(double[] point) {
        double[] k = kernel.of(point);
        double[] v = factor.forward(k);
        return new Belief(mean + dot(k, alpha), deviation(dot(v, v)));
    }

    /** The belief with its derivatives by the coordinates of the point, which are 0 where a coordinate is nominal or inactive. */
    public Belief at(double[] point, double[] meanSlope, double[] deviationSlope) {
        double[] squares = kernel.squared(point);
        double signal = hyperparameters().signal();
        double[] k = new double[y.length];
        double[] slope = new double[y.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = signal * Matern.value(squares[i]);
            slope[i] = signal * Matern.slope(squares[i]);
        }
        double[] v = factor.forward(k);
        double[] beta = factor.backward(v);
        double deviation = deviation(dot(v, v));
        double[] sums = new double[2];
        for (int d = 0; d < point.length; d++) {
            boolean moves = !kernel.features().nominal(d) && !Double.isNaN(point[d]);
            if (moves) {
                kernel.slopes(point, d, slope, alpha, beta, sums);
            }
            meanSlope[d] = moves ? sums[0] : 0;
            deviationSlope[d] = moves ? -sums[1] / deviation : 0;
        }
        return new Belief(mean + dot(k, alpha), deviation);
    }

    /** The means at the observations themselves, in their order: what noise and jitter leave of each value. */
    public double[] means() {
        double[] means = new double[y.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = y[i] - (hyperparameters().noise() + jitter) * alpha[i];
        }
        return means;
    }

    /** The means at any points. */
    public double[] means(List<double[]> candidates) {
        return candidates.stream()
                .mapToDouble(point -> mean + dot(kernel.of(point), alpha))
                .toArray();
    }

    /** The beliefs at many points, in one pass over the factor. */
    public List<Belief> atAll(List<double[]> candidates) {
        double[][] k = new double[y.length][candidates.size()];
        double[] means = new double[candidates.size()];
        for (int c = 0; c < means.length; c++) {
            double[] column = kernel.of(candidates.get(c));
            means[c] = mean + dot(column, alpha);
            for (int i = 0; i < column.length; i++) {
                k[i][c] = column[i];
            }
        }
        factor.forwardAll(k);
        double[] explained = new double[means.length];
        for (double[] row : k) {
            for (int c = 0; c < explained.length; c++) {
                explained[c] += row[c] * row[c];
            }
        }
        List<Belief> beliefs = new ArrayList<>(means.length);
        for (int c = 0; c < means.length; c++) {
            beliefs.add(new Belief(means[c], deviation(explained[c])));
        }
        return beliefs;
    }

    /** The values at these points of one function drawn from the posterior (Rasmussen and Williams 2006, §A.2 with eq. 2.24). */
    public double[] draw(List<double[]> candidates, Stream stream) {
        int m = candidates.size();
        double[][] v = new double[y.length][m];
        double[] values = new double[m];
        for (int c = 0; c < m; c++) {
            double[] column = kernel.of(candidates.get(c));
            values[c] = mean + dot(column, alpha);
            for (int i = 0; i < column.length; i++) {
                v[i][c] = column[i];
            }
        }
        factor.forwardAll(v);
        Cholesky deviations = posterior(candidates, v);
        double[] normal = new double[m];
        for (int c = 0; c < m; c++) {
            normal[c] = stream.gaussian();
        }
        double[] moved = deviations.lower(normal);
        for (int c = 0; c < m; c++) {
            values[c] += moved[c];
        }
        return values;
    }

    /** The factor of the posterior covariance of candidates, given the explained part of each as a column of {@code v}. */
    private Cholesky posterior(List<double[]> candidates, double[][] v) {
        int m = candidates.size();
        double signal = hyperparameters().signal();
        for (double jitter = signal * JITTER; ; jitter *= 10) {
            double[][] covariance = new double[m][m];
            for (int a = 0; a < m; a++) {
                for (int b = a; b < m; b++) {
                    double squared = kernel.squared(candidates.get(a), candidates.get(b));
                    covariance[a][b] = signal * Matern.value(squared) + (a == b ? jitter : 0);
                }
            }
            for (double[] row : v) {
                for (int a = 0; a < m; a++) {
                    for (int b = a; b < m; b++) {
                        covariance[a][b] -= row[a] * row[b];
                    }
                }
            }
            Optional<Cholesky> found = Cholesky.of(covariance);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private record Factored(Cholesky factor, double jitter) {}

    private Factored factored(Optional<GaussianProcess> known) {
        double noise = hyperparameters().noise();
        // A process that needed more jitter would not equal a fresh one, which begins with the least.
        int keep = known.filter(other -> other.jitter == JITTER)
                .map(other -> kernel.shared(other.kernel))
                .orElse(0);
        if (keep > 0) {
            Optional<Cholesky> extended = known.orElseThrow().factor.extended(keep, kernel.upper(keep, noise + JITTER));
            if (extended.isPresent()) {
                return new Factored(extended.get(), JITTER);
            }
        }
        for (double more = JITTER; ; more *= 10) {
            Optional<Cholesky> found = Cholesky.of(kernel.upper(0, noise + more));
            if (found.isPresent()) {
                return new Factored(found.get(), more);
            }
        }
    }

    private double deviation(double explained) {
        double signal = hyperparameters().signal();
        return Math.sqrt(Math.max(signal - explained, 1e-12 * signal));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
