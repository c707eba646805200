package dev.cairn.search.model;

import dev.cairn.search.math.Normal;
import dev.cairn.search.math.Stream;
import java.util.Arrays;
import java.util.List;

/**
 * A multivariate Parzen density over some coordinates of the unit cube: a mixture of products of truncated normal kernels, and of
 * Aitchison–Aitken kernels where a coordinate is nominal (Watanabe, "Tree-Structured Parzen Estimator", 2023). One component is
 * the prior.
 */
public final class Parzen {
    private static final double SPREAD = 0.2;
    /** Smallest bandwidth on [0, 1] (Watanabe 2023). */
    private static final double LEAST_WIDTH = 0.03;

    private static final double NOMINAL_SPREAD = 0.2;
    /** A believed value counts as an observation this wide. */
    private static final double PRIOR_WIDTH = 0.25;

    private static final double LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
    private static final int KNOTS = 64;
    /** A thousand components this far below the greatest do not change the eighth digit. */
    private static final double NEGLIGIBLE = -27;

    private final int[] levels;
    private final double[][] centres; // per coordinate, a nominal one as the number of its level
    private final double width;
    private final double[] logWeights;
    private final double[] cumulative;

    /**
     * A density of at least the prior.
     *
     * @param levels per coordinate, 0 where it is numeric, else the number of its nominal levels
     * @param points observed rows, with a weight each; the prior's weight is their mean
     * @param prior centre of the prior per coordinate, NaN for a flat one
     */
    public Parzen(int[] levels, List<double[]> points, double[] weights, double[] prior) {
        this.levels = levels.clone();
        int n = points.size();
        centres = new double[levels.length][n + 1];
        width = width(n, levels.length);
        for (int d = 0; d < levels.length; d++) {
            for (int i = 0; i < n; i++) {
                double x = points.get(i)[d];
                centres[d][i] = levels[d] > 0 ? cell(x, levels[d]) : x;
            }
            centres[d][n] = levels[d] > 0 && !Double.isNaN(prior[d]) ? cell(prior[d], levels[d]) : prior[d];
        }
        double[] all = Arrays.copyOf(weights, n + 1);
        all[n] = n == 0 ? 1 : Arrays.stream(weights).sum() / n;
        double total = Arrays.stream(all).sum();
        logWeights = new double[n + 1];
        cumulative = new double[n + 1];
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            sum += all[i] / total;
            cumulative[i] = sum;
            logWeights[i] = Math.log(all[i] / total);
        }
        double[] knots = new double[n > KNOTS ? KNOTS + 1 : 0];
        Arrays.setAll(knots, k -> logMass((double) k / KNOTS, width));
        for (int d = 0; d < levels.length; d++) {
            if (levels[d] == 0) {
                normalise(d, knots);
            }
        }
    }

    public double[] sample(Stream stream) {
        double u = stream.uniform();
        int i = 0;
        while (i < cumulative.length - 1 && cumulative[i] < u) {
            i++;
        }
        double[] point = new double[levels.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = levels[d] > 0 ? level(d, centres[d][i], stream) : number(d, i, stream);
        }
        return point;
    }

    public double logDensity(double[] point) {
        int n = cumulative.length;
        double[] logs = logWeights.clone();
        for (int d = 0; d < point.length; d++) {
            double x = point[d];
            double[] centre = centres[d];
            if (levels[d] > 0) {
                double same = Math.log((1 - NOMINAL_SPREAD) + NOMINAL_SPREAD / levels[d]);
                double other = Math.log(NOMINAL_SPREAD / levels[d]);
                double level = cell(x, levels[d]);
                for (int i = 0; i < n - 1; i++) {
                    logs[i] += level == centre[i] ? same : other;
                }
                logs[n - 1] += Math.log(1.0 / levels[d]);
            } else {
                double factor = -0.5 / (width * width);
                for (int i = 0; i < n - 1; i++) {
                    double difference = x - centre[i];
                    logs[i] += factor * difference * difference;
                }
                if (!Double.isNaN(centre[n - 1])) {
                    double z = (x - centre[n - 1]) / PRIOR_WIDTH;
                    logs[n - 1] -= 0.5 * z * z;
                }
            }
        }
        return logSumExp(logs);
    }

    /** Adds to each component's weight the logarithm of 1 / (width · mass of its kernel within [0, 1]) along a numeric coordinate. */
    private void normalise(int d, double[] knots) {
        int n = logWeights.length - 1;
        double constant = Math.log(width) + LOG_SQRT_2PI;
        for (int i = 0; i < n; i++) {
            double centre = centres[d][i];
            logWeights[i] -= constant + (n > KNOTS ? interpolated(knots, centre) : logMass(centre, width));
        }
        if (!Double.isNaN(centres[d][n])) {
            logWeights[n] -= Math.log(PRIOR_WIDTH) + LOG_SQRT_2PI + logMass(centres[d][n], PRIOR_WIDTH);
        }
    }

    private static double logMass(double centre, double width) {
        return Math.log(Normal.cumulative((1 - centre) / width) - Normal.cumulative(-centre / width));
    }

    /** The mass is smooth in the centre, and exact values cost as much as all the rest of a suggestion. */
    private static double interpolated(double[] knots, double x) {
        int k = cell(x, KNOTS);
        double t = x * KNOTS - k;
        return knots[k] + t * (knots[k + 1] - knots[k]);
    }

    private double number(int d, int i, Stream stream) {
        double centre = centres[d][i];
        if (Double.isNaN(centre)) {
            return stream.uniform();
        }
        double w = i == cumulative.length - 1 ? PRIOR_WIDTH : width;
        double low = Normal.cumulative(-centre / w);
        double high = Normal.cumulative((1 - centre) / w);
        double p = low + stream.uniform() * (high - low);
        return Math.min(1, Math.max(0, centre + w * Normal.quantile(Math.min(1 - 1e-16, Math.max(1e-300, p)))));
    }

    private double level(int d, double centre, Stream stream) {
        boolean keep = stream.uniform() >= NOMINAL_SPREAD;
        int drawn = stream.below(levels[d]);
        return ((keep && !Double.isNaN(centre) ? centre : drawn) + 0.5) / levels[d];
    }

    private static int cell(double unit, int cells) {
        return Math.min(cells - 1, (int) (unit * cells));
    }

    /**
     * The same for all coordinates: by Scott's exponent from a fixed deviation, since that of a few good points that lie close together
     * would keep the search among them; clipped to 1/(n+1) (Watanabe 2023: the rule of Optuna, the magic clip with exponent 1).
     */
    private static double width(int n, int dimensions) {
        double scott = SPREAD * Math.pow(Math.max(1, n), -1.0 / (dimensions + 4));
        return Math.max(LEAST_WIDTH, Math.max(scott, 1.0 / (n + 1)));
    }

    private static double logSumExp(double[] logs) {
        double max = logs[0];
        for (double log : logs) {
            max = Math.max(max, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += log - max > NEGLIGIBLE ? Math.exp(log - max) : 0;
        }
        return max + Math.log(sum);
    }
}
