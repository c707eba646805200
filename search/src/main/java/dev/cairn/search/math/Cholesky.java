package dev.cairn.search.math;

import java.util.Arrays;
import java.util.Optional;

/**
 * The factor A = UᵀU of a symmetric positive definite matrix (Golub and Van Loan, Matrix Computations, chapter 4, outer-product form).
 *
 * <p>All inner loops add a multiple of one row to another: the JIT turns these into vector instructions, which it does not do for dot
 * products.
 */
public final class Cholesky {
    private final double[][] u;
    /** What each row was multiplied by: 1 / u[k][k] but for its last bit. */
    private final double[] scales;

    private Cholesky(double[][] u, double[] scales) {
        this.u = u;
        this.scales = scales;
    }

    /**
     * The factor of a matrix, of which only the upper triangle {@code a[i][j], j >= i} is read; the matrix is overwritten.
     *
     * @return empty if the matrix is not positive definite
     */
    public static Optional<Cholesky> of(double[][] a) {
        return new Cholesky(new double[0][], new double[0]).extended(0, a);
    }

    /**
     * The factor of a matrix that begins as this one's does, equal to the last bit to a fresh one: each entry is made by the same operations in
     * the same order (bordering: Golub and Van Loan, column by column). With one row more it takes n² operations and not n³/3.
     *
     * @param keep how many of the first rows are the same in both
     * @param a only the upper triangle from column {@code keep} on is read; the matrix is overwritten
     * @return empty if the matrix is not positive definite
     */
    public Optional<Cholesky> extended(int keep, double[][] a) {
        int n = a.length;
        double[] scaled = Arrays.copyOf(scales, n);
        for (int k = 0; k < n; k++) {
            double[] row = a[k];
            if (k < keep) {
                System.arraycopy(u[k], k, row, k, keep - k);
            } else {
                double pivot = row[k];
                if (!(pivot > 0) || Double.isInfinite(pivot)) {
                    return Optional.empty();
                }
                scaled[k] = 1 / Math.sqrt(pivot);
            }
            for (int j = Math.max(k, keep); j < n; j++) {
                row[j] *= scaled[k];
            }
            for (int i = k + 1; i < n; i++) {
                addMultiple(a[i], -row[i], row, Math.max(i, keep), n);
            }
        }
        return Optional.of(new Cholesky(a, scaled));
    }

    public int size() {
        return u.length;
    }

    /** log det A. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += Math.log(u[i][i]);
        }
        return 2 * sum;
    }

    /** The solution of A x = b. */
    public double[] solve(double[] b) {
        return backward(forward(b));
    }

    /** Uᵀ x: of independent standard normal numbers, one vector of numbers with covariance A. */
    public double[] lower(double[] x) {
        int n = u.length;
        double[] product = new double[n];
        for (int k = 0; k < n; k++) {
            addMultiple(product, x[k], u[k], k, n);
        }
        return product;
    }

    /** The solution of Uᵀ z = b. */
    public double[] forward(double[] b) {
        int n = u.length;
        double[] z = b.clone();
        for (int k = 0; k < n; k++) {
            z[k] /= u[k][k];
            addMultiple(z, -z[k], u[k], k + 1, n);
        }
        return z;
    }

    /** The solution of U x = z. */
    public double[] backward(double[] z) {
        int n = u.length;
        double[] x = z.clone();
        for (int k = n - 1; k >= 0; k--) {
            double sum = x[k];
            for (int j = k + 1; j < n; j++) {
                sum -= u[k][j] * x[j];
            }
            x[k] = sum / u[k][k];
        }
        return x;
    }

    /** Solves Uᵀ Z = B in place for many right-hand sides, one in each column of {@code b}. */
    public void forwardAll(double[][] b) {
        int n = u.length;
        for (int k = 0; k < n; k++) {
            double[] row = b[k];
            double scale = 1 / u[k][k];
            for (int j = 0; j < row.length; j++) {
                row[j] *= scale;
            }
            for (int i = k + 1; i < n; i++) {
                addMultiple(b[i], -u[k][i], row, 0, row.length);
            }
        }
    }

    /** The diagonal of A⁻¹. */
    public double[] inverseDiagonal() {
        double[] diagonal = new double[u.length];
        for (double[] row : inverseFactor()) {
            for (int j = 0; j < row.length; j++) {
                diagonal[j] += row[j] * row[j];
            }
        }
        return diagonal;
    }

    /** The lower triangle of A⁻¹, row by row: {@code inverse[i][j], j <= i}. */
    public double[][] inverse() {
        int n = u.length;
        double[][] w = inverseFactor();
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = new double[i + 1];
            for (int k = i; k < n; k++) {
                addMultiple(inverse[i], w[k][i], w[k], 0, i + 1);
            }
        }
        return inverse;
    }

    /** The lower triangle of U⁻ᵀ. */
    private double[][] inverseFactor() {
        int n = u.length;
        double[][] w = new double[n][];
        for (int i = 0; i < n; i++) {
            w[i] = new double[i + 1];
            w[i][i] = 1;
        }
        for (int k = 0; k < n; k++) {
            double scale = 1 / u[k][k];
            for (int j = 0; j <= k; j++) {
                w[k][j] *= scale;
            }
            for (int i = k + 1; i < n; i++) {
                addMultiple(w[i], -u[k][i], w[k], 0, k + 1);
            }
        }
        return w;
    }

    private static void addMultiple(double[] target, double factor, double[] source, int from, int to) {
        for (int j = from; j < to; j++) {
            target[j] += factor * source[j];
        }
    }
}
