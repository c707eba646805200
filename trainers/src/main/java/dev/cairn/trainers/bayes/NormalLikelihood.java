package dev.cairn.trainers.bayes;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;

/** A normal distribution per class. */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record NormalLikelihood(double[] means, double[] variances) implements ColumnLikelihood {
    /** Each class's variance grows by this share of the column's; a class without rows has the column's mean and variance. A column that does not vary says nothing. */
    static NormalLikelihood fit(Column column, RowSet rows, Target.Classes target, double smoothing) {
        int classes = target.classes();
        double[] counts = new double[classes + 1];
        double[] means = new double[classes + 1];
        double[] squares = new double[classes + 1];
        for (int i = 0; i < rows.size(); i++) {
            double cell = cell(column, rows.rows()[i]);
            if (!Double.isNaN(cell)) {
                add(target.codes()[i], cell, counts, means, squares);
                add(classes, cell, counts, means, squares);
            }
        }
        double whole = squares[classes] / Math.max(1, counts[classes]);
        double[] variances = new double[classes];
        for (int code = 0; code < classes; code++) {
            boolean known = counts[code] > 1;
            variances[code] = (known ? squares[code] / counts[code] : whole) + smoothing * whole;
            means[code] = counts[code] > 0 ? means[code] : means[classes];
        }
        return new NormalLikelihood(means, variances);
    }

    /** The running mean and sum of squares that keep their digits (Welford, Technometrics 1962). */
    private static void add(int at, double cell, double[] counts, double[] means, double[] squares) {
        counts[at]++;
        double before = cell - means[at];
        means[at] += before / counts[at];
        squares[at] += before * (cell - means[at]);
    }

    private static double cell(Column column, int row) {
        return column instanceof Column.Numeric numeric ? numeric.value(row) : ((Column.Pixel) column).value(row);
    }

    @Override
    public long bytes() {
        return (long) Double.BYTES * (means.length + variances.length);
    }

    @Override
    public void addTo(double[][] scores, Column column, int[] rows) {
        boolean varied = variances[0] > 0;
        for (int i = 0; i < rows.length; i++) {
            double cell = cell(column, rows[i]);
            for (int code = 0; code < variances.length && varied && !Double.isNaN(cell); code++) {
                double apart = cell - means[code];
                scores[i][code] -= 0.5 * (Math.log(variances[code]) + apart * apart / variances[code]);
            }
        }
    }
}
