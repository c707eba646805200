package dev.cairn.trainers.kernel;

import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.FeatureSpec.Categories;
import dev.cairn.trainers.feature.FeatureSpec.Missing;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;

/**
 * Rows as points: filled, one-hot, centred, and each feature in units of its own, or all numbers in one unit, which is right where they measure the
 * same thing.
 *
 * @param centres of the features, in the units of the data
 * @param factors what a feature's distance from its centre is multiplied by; 0 leaves it out
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Inputs(Features features, double[] centres, double[] factors) {
    private static final FeatureSpec PLAIN = new FeatureSpec(Missing.FILLED, false, Categories.ONE_HOT, 64);

    /** Of scaled numbers. Training rows are hardly ever so far out; a new one could throw a product off. */
    private static final double FARTHEST = 30;

    public static Inputs fit(RowSet rows, boolean common) {
        Features features = Features.fit(rows, PLAIN);
        Matrix cells = features.transform(rows);
        double[] centres = new double[cells.columns()];
        double[] deviations = new double[cells.columns()];
        boolean[] marks = new boolean[cells.columns()];
        double squares = 0;
        int numbers = 0;
        for (int column = 0; column < cells.columns(); column++) {
            centres[column] = mean(cells, column);
            deviations[column] = deviation(cells, column, centres[column]);
            marks[column] = marks(cells, column);
            if (!marks[column] && deviations[column] > 0) {
                squares += deviations[column] * deviations[column];
                numbers++;
            }
        }
        double unit = Math.sqrt(squares / Math.max(1, numbers));
        double[] factors = new double[cells.columns()];
        for (int column = 0; column < factors.length; column++) {
            double deviation = deviations[column];
            factors[column] = deviation == 0 ? 0 : marks[column] ? 1 : 1 / (common ? unit : deviation);
        }
        return new Inputs(features, centres, factors);
    }

    /** The same with each feature multiplied once more. */
    Inputs stretched(double[] by) {
        double[] stretched = factors.clone();
        for (int column = 0; column < stretched.length; column++) {
            stretched[column] *= by[column];
        }
        return new Inputs(features, centres, stretched);
    }

    /** The points, row by row. */
    public Matrix matrix(RowSet rows) {
        double[][] points = of(rows);
        float[] cells = new float[rows.size() * points.length];
        for (int column = 0; column < points.length; column++) {
            for (int row = 0; row < rows.size(); row++) {
                cells[row * points.length + column] = (float) points[column][row];
            }
        }
        return new Matrix(rows.size(), points.length, cells);
    }

    /** The points, feature by feature: {@code [feature][row]}. */
    double[][] of(RowSet rows) {
        Matrix cells = features.transform(rows);
        double[][] points = new double[cells.columns()][cells.rows()];
        for (int column = 0; column < points.length; column++) {
            for (int row = 0; row < cells.rows(); row++) {
                double at = (cells.at(row, column) - centres[column]) * factors[column];
                points[column][row] = Math.max(-FARTHEST, Math.min(FARTHEST, at));
            }
        }
        return points;
    }

    private static double mean(Matrix cells, int column) {
        double sum = 0;
        for (int row = 0; row < cells.rows(); row++) {
            sum += cells.at(row, column);
        }
        return sum / Math.max(1, cells.rows());
    }

    /** 0 for a column that does not vary but for rounding. */
    private static double deviation(Matrix cells, int column, double mean) {
        double sum = 0;
        for (int row = 0; row < cells.rows(); row++) {
            sum += (cells.at(row, column) - mean) * (cells.at(row, column) - mean);
        }
        double deviation = Math.sqrt(sum / Math.max(1, cells.rows()));
        return deviation > 1e-6 * Math.abs(mean) ? deviation : 0;
    }

    /** Whether the column holds nothing but 0 and 1. */
    private static boolean marks(Matrix cells, int column) {
        for (int row = 0; row < cells.rows(); row++) {
            float cell = cells.at(row, column);
            if (cell != 0 && cell != 1) {
                return false;
            }
        }
        return true;
    }
}
