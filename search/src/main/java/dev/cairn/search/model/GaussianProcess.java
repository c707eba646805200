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

    private final Features features;
    private final Hyperparameters hyperparameters;
    private final List<double[]> points;
    private final double[] y;
    private final double[] weights;
    private final double[][] columns;
    private final Cholesky factor;
    private final double[] alpha;
    private final double mean;

    private GaussianProcess(Features features, Hyperparameters hyperparameters, List<double[]> points, double[] y) {
        this.features = features;
        this.hyperparameters = hyperparameters;
        this.points = List.copyOf(points);
        this.y = y;
        weights = hyperparameters.inverseSquares();
        columns = new double[features.size()][points.size()];
        for (int i = 0; i < y.length; i++) {
            double[] row = features.of(points.get(i));
            for (int d = 0; d < row.length; d++) {
                columns[d][i] = row[d];
            }
        }
        factor = factor();
        Residual residual = Residual.of(factor, y);
        alpha = residual.weights();
        mean = residual.mean();
    }

    /** Conditions on at least one observation. */
    public static GaussianProcess of(
            Features features, Hyperparameters hyperparameters, List<double[]> points, double[] y) {
        return new GaussianProcess(features, hyperparameters, points, y.clone());
    }

    /** This process, made to believe that it sees its own mean at further points (the kriging believer of Ginsbourger et al. 2010). */
    public GaussianProcess believing(List<double[]> pending) {
        if (pending.isEmpty()) {
            return this;
        }
        List<double[]> all = new ArrayList<>(points);
        all.addAll(pending);
        double[] values = Arrays.copyOf(y, all.size());
        for (int i = y.length; i < values.length; i++) {
            values[i] = at(all.get(i)).mean();
        }
        return new GaussianProcess(features, hyperparameters, all, values);
    }

    public Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    /** The scaled distance of two points: at 1 their correlation is about a half. */
    public double distance(double[] a, double[] b) {
        double[] from = features.of(a);
        double[] to = features.of(b);
        double sum = 0;
        for (int d = 0; d < from.length; d++) {
            double difference = features.nominal(d) ? (from[d] == to[d] ? 0 : 1) : from[d] - to[d];
            sum += weights[d] * difference * difference;
        }
        return Math.sqrt(sum);
    }

    public Belief at(double[] point) {
        double[] k = kernel(features.of(point));
        double[] v = factor.forward(k);
        return new Belief(mean + dot(k, alpha), deviation(dot(v, v)));
    }

    /** The belief with its derivatives by the coordinates of the point, which are 0 where a coordinate is nominal or inactive. */
    public Belief at(double[] point, double[] meanSlope, double[] deviationSlope) {
        double[] row = features.of(point);
        double[] distances = distances(row);
        double[] k = new double[y.length];
        double[] slope = new double[y.length];
        for (int i = 0; i < k.length; i++) {
            k[i] = hyperparameters.signal() * Matern.value(distances[i]);
            slope[i] = hyperparameters.signal() * Matern.slope(distances[i]);
        }
        double[] v = factor.forward(k);
        double[] beta = factor.backward(v);
        double deviation = deviation(dot(v, v));
        for (int d = 0; d < point.length; d++) {
            meanSlope[d] = 0;
            deviationSlope[d] = 0;
            if (features.nominal(d) || Double.isNaN(point[d])) {
                continue;
            }
            double byMean = 0;
            double byVariance = 0;
            for (int i = 0; i < k.length; i++) {
                double dk = slope[i] * (row[d] - columns[d][i]);
                byMean += alpha[i] * dk;
                byVariance -= beta[i] * dk;
            }
            meanSlope[d] = 2 * weights[d] * byMean;
            deviationSlope[d] = 2 * weights[d] * byVariance / deviation;
        }
        return new Belief(mean + dot(k, alpha), deviation);
    }

    /** The beliefs at many points, in one pass over the factor. */
    public List<Belief> atAll(List<double[]> candidates) {
        double[][] k = new double[y.length][candidates.size()];
        double[] means = new double[candidates.size()];
        for (int c = 0; c < means.length; c++) {
            double[] column = kernel(features.of(candidates.get(c)));
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
            double[] column = kernel(features.of(candidates.get(c)));
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
        double signal = hyperparameters.signal();
        for (double jitter = signal * JITTER; ; jitter *= 10) {
            double[][] covariance = new double[m][m];
            for (int a = 0; a < m; a++) {
                for (int b = a; b < m; b++) {
                    double distance = distance(candidates.get(a), candidates.get(b));
                    covariance[a][b] = signal * Matern.value(distance * distance) + (a == b ? jitter : 0);
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

    private Cholesky factor() {
        for (double jitter = JITTER; ; jitter *= 10) {
            double[][] k = new double[y.length][];
            for (int i = 0; i < k.length; i++) {
                k[i] = kernel(row(i));
                k[i][i] += hyperparameters.noise() + jitter;
            }
            Optional<Cholesky> found = Cholesky.of(k);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    private double[] row(int i) {
        double[] row = new double[columns.length];
        for (int d = 0; d < row.length; d++) {
            row[d] = columns[d][i];
        }
        return row;
    }

    private double deviation(double explained) {
        double signal = hyperparameters.signal();
        return Math.sqrt(Math.max(signal - explained, 1e-12 * signal));
    }

    private double[] kernel(double[] row) {
        double[] k = distances(row);
        for (int i = 0; i < k.length; i++) {
            k[i] = hyperparameters.signal() * Matern.value(k[i]);
        }
        return k;
    }

    private double[] distances(double[] row) {
        double[] sum = new double[y.length];
        for (int d = 0; d < row.length; d++) {
            double weight = weights[d];
            double x = row[d];
            double[] column = columns[d];
            if (features.nominal(d)) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += column[i] == x ? 0 : weight;
                }
            } else {
                for (int i = 0; i < sum.length; i++) {
                    double difference = column[i] - x;
                    sum[i] += weight * difference * difference;
                }
            }
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
