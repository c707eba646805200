package dev.cairn.trainers.kernel;

import dev.cairn.search.math.Cholesky;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;

/**
 * The exact solution of a kernel least-squares problem.
 *
 * @param points the training rows, {@code [feature][row]}
 * @param dual {@code [output][row]}: how much each training row adds to an output
 * @param leftOut {@code [output][row]}: what the solution of all other rows says about a training row
 * @param loss the mean squared error of that
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Solution(Kernel kernel, double[][] points, double[][] dual, double[][] leftOut, double loss) {
    /** Rows that the slopes are averaged over; more change the mean little. */
    private static final int SLOPES_AT = 250;

    /**
     * Solves (K + penalties) dual = answers.
     *
     * @param penalties of the rows, above 0: the smaller, the more a row counts
     * @param answers {@code [output][row]}, of mean 0
     */
    static Solution of(Kernel kernel, double[][] points, double[] penalties, double[][] answers)
            throws TrainingFailure {
        int rows = answers[0].length;
        double[][] gram = new double[rows][];
        for (int row = 0; row < rows; row++) {
            gram[row] = similarities(kernel, points, points, row);
            gram[row][row] += penalties[row];
        }
        Cholesky factor = Cholesky.of(gram)
                .orElseThrow(() -> new TrainingFailure(Kind.DIVERGED, "the kernel matrix is not positive definite"));
        double[] diagonal = factor.inverseDiagonal();
        double[][] dual = new double[answers.length][];
        double[][] leftOut = new double[answers.length][rows];
        double squares = 0;
        for (int output = 0; output < answers.length; output++) {
            dual[output] = factor.solve(answers[output]);
            for (int row = 0; row < rows; row++) {
                double residual = dual[output][row] / diagonal[row];
                leftOut[output][row] = answers[output][row] - residual;
                squares += residual * residual;
            }
        }
        return new Solution(kernel, points, dual, leftOut, squares / rows);
    }

    /** Of the points and their weights. */
    long bytes() {
        long rows = dual.length == 0 ? 0 : dual[0].length;
        return Double.BYTES * rows * (points.length + dual.length);
    }

    /** The outputs for one of other points, {@code [feature][row]}. */
    double[] outputs(double[][] others, int row) {
        double[] alike = similarities(kernel, points, others, row);
        double[] outputs = new double[dual.length];
        for (int output = 0; output < outputs.length; output++) {
            outputs[output] = product(alike, dual[output]);
        }
        return outputs;
    }

    /** The mean squared slope of the outputs along each feature, over some of the training rows. */
    double[] slopes() {
        int rows = points.length == 0 ? 0 : points[0].length;
        double[] squares = new double[points.length];
        int stride = Math.max(1, rows / SLOPES_AT);
        for (int row = 0; row < rows; row += stride) {
            double[] distances = distances(points, points, row);
            for (double[] weights : dual) {
                add(row, distances, weights, squares);
            }
        }
        return squares;
    }

    private void add(int row, double[] distances, double[] weights, double[] squares) {
        double[] pulls = new double[distances.length];
        double sum = 0;
        for (int other = 0; other < pulls.length; other++) {
            pulls[other] = 2 * weights[other] * kernel.slope(distances[other]);
            sum += pulls[other];
            pulls[other] -= weights[other] * kernel.productSlope();
        }
        for (int feature = 0; feature < squares.length; feature++) {
            double slope = sum * points[feature][row] - product(pulls, points[feature]);
            squares[feature] += slope * slope;
        }
    }

    private static double[] similarities(Kernel kernel, double[][] points, double[][] others, int row) {
        double[] distances = distances(points, others, row);
        double[] products = kernel.linear() > 0 ? products(points, others, row) : new double[distances.length];
        for (int other = 0; other < distances.length; other++) {
            distances[other] = kernel.of(distances[other], products[other]);
        }
        return distances;
    }

    /** Feature by feature, which the JIT turns into vector instructions. */
    private static double[] distances(double[][] points, double[][] others, int row) {
        double[] distances = new double[points.length == 0 ? 0 : points[0].length];
        for (int feature = 0; feature < points.length; feature++) {
            double at = others[feature][row];
            double[] from = points[feature];
            for (int other = 0; other < distances.length; other++) {
                double apart = from[other] - at;
                distances[other] += apart * apart;
            }
        }
        return distances;
    }

    private static double[] products(double[][] points, double[][] others, int row) {
        double[] products = new double[points.length == 0 ? 0 : points[0].length];
        for (int feature = 0; feature < points.length; feature++) {
            double at = others[feature][row];
            double[] from = points[feature];
            for (int other = 0; other < products.length; other++) {
                products[other] += from[other] * at;
            }
        }
        return products;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
