package dev.cairn.search.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A normal distribution that moves towards what was good (CMA-ES: Hansen, "The CMA Evolution Strategy: A Tutorial", 2016, Fig. 6, with
 * positive weights only). Immutable: an update gives a new one.
 *
 * <p>The points of an update need not have been drawn from it: their steps are clipped in length, which makes results that come late, or from
 * elsewhere, safe to learn from (Hansen, "Injecting external solutions into CMA-ES", 2011).
 */
public final class EvolutionStrategy {
    private final double[] mean;
    private final double sigma;
    private final Covariance covariance;
    private final double[] sigmaPath;
    private final double[] covariancePath;
    private final int generation;

    private EvolutionStrategy(
            double[] mean,
            double sigma,
            Covariance covariance,
            double[] sigmaPath,
            double[] covariancePath,
            int generation) {
        this.mean = mean;
        this.sigma = sigma;
        this.covariance = covariance;
        this.sigmaPath = sigmaPath;
        this.covariancePath = covariancePath;
        this.generation = generation;
    }

    /** A round distribution. */
    public static EvolutionStrategy around(double[] mean, double sigma) {
        int n = mean.length;
        return new EvolutionStrategy(mean.clone(), sigma, Covariance.identity(n), new double[n], new double[n], 0);
    }

    /** How many points an update wants where nobody says otherwise. */
    public static int usualPopulation(int dimensions) {
        return 4 + (int) Math.floor(3 * Math.log(Math.max(1, dimensions)));
    }

    public int dimensions() {
        return mean.length;
    }

    public double mean(int coordinate) {
        return mean[coordinate];
    }

    public double deviation(int coordinate) {
        return sigma * Math.sqrt(covariance.variance(coordinate));
    }

    public double condition() {
        return covariance.condition();
    }

    /** How many updates there were. */
    public int generation() {
        return generation;
    }

    /** The step from the mean of a point that is standard normal numbers {@code z}. */
    public double[] step(double[] z) {
        double[] step = covariance.times(z);
        for (int i = 0; i < step.length; i++) {
            step[i] *= sigma;
        }
        return step;
    }

    /**
     * What the distribution becomes after these points.
     *
     * @param points at least two
     * @param losses one each, finite
     */
    public EvolutionStrategy updated(double[][] points, double[] losses) {
        int n = mean.length;
        double[] weights = weights(points.length);
        double[][] y = bestSteps(points, losses, weights.length);
        Rates rates = new Rates(n, weights, covariance.learningFactor());
        double[] shift = new double[n];
        double[] moved = mean.clone();
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < n; i++) {
                shift[i] += weights[k] * y[k][i];
            }
        }
        for (int i = 0; i < n; i++) {
            moved[i] = Math.min(1, Math.max(0, moved[i] + sigma * shift[i]));
        }
        double[] path = faded(sigmaPath, rates.sigma, rates.selected, covariance.whitened(shift));
        double length = norm(path);
        boolean growing = length / Math.sqrt(1 - Math.pow(1 - rates.sigma, 2.0 * (generation + 1)))
                < (1.4 + 2 / (n + 1.0)) * expectedNorm(n);
        double[] other = faded(covariancePath, rates.path, growing ? rates.selected : 0, shift);
        double lost = growing ? 0 : rates.rankOne * rates.path * (2 - rates.path);
        double[] byWeight = Arrays.stream(weights).map(w -> rates.rankMany * w).toArray();
        Covariance next =
                covariance.updated(1 - rates.rankOne - rates.rankMany + lost, rates.rankOne, other, byWeight, y);
        double change = rates.sigma / rates.damping * (length / expectedNorm(n) - 1);
        double nextSigma = Math.min(1, sigma * Math.exp(Math.min(1, change)));
        return new EvolutionStrategy(moved, nextSigma, next, path, other, generation + 1);
    }

    /** Steps of the best points in units of sigma, none longer than a drawn one is likely to be. */
    private double[][] bestSteps(double[][] points, double[] losses, int count) {
        int n = mean.length;
        double longest = Math.sqrt(n) + 2.0 * n / (n + 2);
        int[] order = IntStream.range(0, points.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] steps = new double[count][n];
        for (int k = 0; k < count; k++) {
            double[] point = points[order[k]];
            for (int i = 0; i < n; i++) {
                steps[k][i] = (point[i] - mean[i]) / sigma;
            }
            double length = norm(covariance.whitened(steps[k]));
            double clip = length > longest ? longest / length : 1;
            for (int i = 0; i < n; i++) {
                steps[k][i] *= clip;
            }
        }
        return steps;
    }

    /** Logarithmic weights of the better half, which sum to 1. */
    public static double[] weights(int population) {
        double[] weights = new double[Math.max(1, population / 2)];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.log((population + 1) / 2.0) - Math.log(i + 1.0);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double[] faded(double[] path, double rate, double selected, double[] step) {
        double gain = Math.sqrt(rate * (2 - rate) * selected);
        double[] next = new double[path.length];
        Arrays.setAll(next, i -> (1 - rate) * path[i] + gain * step[i]);
        return next;
    }

    private static double expectedNorm(int n) {
        return Math.sqrt(n) * (1 - 1.0 / (4 * n) + 1.0 / (21.0 * n * n));
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** The usual learning rates. */
    private static final class Rates {
        final double selected;
        final double sigma;
        final double damping;
        final double path;
        final double rankOne;
        final double rankMany;

        Rates(int n, double[] weights, double learningFactor) {
            selected = 1 / Arrays.stream(weights).map(w -> w * w).sum();
            sigma = (selected + 2) / (n + selected + 5);
            damping = 1 + 2 * Math.max(0, Math.sqrt((selected - 1) / (n + 1)) - 1) + sigma;
            path = (4 + selected / n) / (n + 4 + 2 * selected / n);
            double one = 2 / ((n + 1.3) * (n + 1.3) + selected);
            double many = 2 * (selected - 2 + 1 / selected) / ((n + 2.0) * (n + 2.0) + selected);
            rankOne = Math.min(0.5, learningFactor * one);
            rankMany = Math.min(1 - rankOne, Math.max(0, learningFactor * many));
        }
    }
}
