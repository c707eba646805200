package dev.cairn.search.model;

import dev.cairn.search.math.SymmetricEigen;
import java.util.Arrays;

/** The covariance of an evolution strategy, up to its scale. Immutable. */
sealed interface Covariance {
    static Covariance identity(int dimensions) {
        if (dimensions > Diagonal.BEYOND) {
            double[] variances = new double[dimensions];
            Arrays.fill(variances, 1);
            return new Diagonal(variances);
        }
        double[][] c = new double[dimensions][dimensions];
        for (int i = 0; i < dimensions; i++) {
            c[i][i] = 1;
        }
        return new Full(c, SymmetricEigen.of(c));
    }

    double variance(int coordinate);

    /** C^½ z. */
    double[] times(double[] z);

    /** C^−½ y. */
    double[] whitened(double[] y);

    /** The ratio of the greatest variance to the least. */
    double condition();

    /** How much faster than a full matrix this may learn. */
    double learningFactor();

    /** keep·C + rank1·ppᵀ + Σ weights·yyᵀ. */
    Covariance updated(double keep, double rank1, double[] p, double[] weights, double[][] y);

    /** All covariances (Hansen, "The CMA Evolution Strategy: A Tutorial", 2016). */
    @SuppressWarnings("ArrayRecordComponent") // within this package, which does not write to it
    record Full(double[][] c, SymmetricEigen eigen) implements Covariance {
        @Override
        public double variance(int coordinate) {
            return c[coordinate][coordinate];
        }

        @Override
        public double[] times(double[] z) {
            int n = z.length;
            double[] result = new double[n];
            for (int k = 0; k < n; k++) {
                double scaled = Math.sqrt(Math.max(0, eigen.values()[k])) * z[k];
                for (int i = 0; i < n; i++) {
                    result[i] += eigen.vectors()[i][k] * scaled;
                }
            }
            return result;
        }

        @Override
        public double[] whitened(double[] y) {
            int n = y.length;
            double[] result = new double[n];
            for (int k = 0; k < n; k++) {
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += eigen.vectors()[i][k] * y[i];
                }
                along /= Math.sqrt(Math.max(1e-300, eigen.values()[k]));
                for (int i = 0; i < n; i++) {
                    result[i] += eigen.vectors()[i][k] * along;
                }
            }
            return result;
        }

        @Override
        public double condition() {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (double value : eigen.values()) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            return least > 0 ? most / least : Double.POSITIVE_INFINITY;
        }

        @Override
        public double learningFactor() {
            return 1;
        }

        @Override
        public Covariance updated(double keep, double rank1, double[] p, double[] weights, double[][] y) {
            int n = p.length;
            double[][] next = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = keep * c[i][j] + rank1 * p[i] * p[j];
                    for (int k = 0; k < weights.length; k++) {
                        sum += weights[k] * y[k][i] * y[k][j];
                    }
                    next[i][j] = sum;
                    next[j][i] = sum;
                }
            }
            return new Full(next, SymmetricEigen.of(next));
        }
    }

    /** Variances alone, which learn faster and cost less in many dimensions (Ros and Hansen, PPSN 2008). */
    @SuppressWarnings("ArrayRecordComponent") // within this package, which does not write to it
    record Diagonal(double[] variances) implements Covariance {
        static final int BEYOND = 30;

        @Override
        public double variance(int coordinate) {
            return variances[coordinate];
        }

        @Override
        public double[] times(double[] z) {
            double[] result = z.clone();
            for (int i = 0; i < result.length; i++) {
                result[i] *= Math.sqrt(variances[i]);
            }
            return result;
        }

        @Override
        public double[] whitened(double[] y) {
            double[] result = y.clone();
            for (int i = 0; i < result.length; i++) {
                result[i] /= Math.sqrt(variances[i]);
            }
            return result;
        }

        @Override
        public double condition() {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (double value : variances) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            return most / least;
        }

        @Override
        public double learningFactor() {
            return (variances.length + 2) / 3.0;
        }

        @Override
        public Covariance updated(double keep, double rank1, double[] p, double[] weights, double[][] y) {
            double[] next = new double[variances.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = keep * variances[i] + rank1 * p[i] * p[i];
                for (int k = 0; k < weights.length; k++) {
                    next[i] += weights[k] * y[k][i] * y[k][i];
                }
                next[i] = Math.max(next[i], 1e-30);
            }
            return new Diagonal(next);
        }
    }
}
