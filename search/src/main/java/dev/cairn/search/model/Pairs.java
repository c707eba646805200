package dev.cairn.search.model;

import java.util.stream.IntStream;

/**
 * The squared differences of all pairs of observations along each coordinate, row by row of pairs i &gt; j: what a fit of length scales
 * measures again and again.
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops and never written
record Pairs(Features features, double[][] columns, double[][] squares) {
    Pairs(Features features, double[][] rows) {
        this(features, columns(features, rows), new double[features.size()][]);
        for (int d = 0; d < squares.length; d++) {
            squares[d] = squares(columns[d], features.nominal(d));
        }
    }

    /** The numeric coordinates in which the observations differ. */
    int[] bendable() {
        return IntStream.range(0, squares.length)
                .filter(d -> !features.nominal(d) && squares[d].length > 0)
                .toArray();
    }

    /** The same observations with bent coordinates. */
    Pairs bent(InputWarp warp) {
        if (warp.bent() == 0) {
            return this;
        }
        double[][] bentColumns = columns.clone();
        double[][] bentSquares = squares.clone();
        for (int d = 0; d < columns.length; d++) {
            if (warp.bends(d) && squares[d].length > 0) {
                double[] column = columns[d].clone();
                for (int i = 0; i < column.length; i++) {
                    column[i] = warp.of(d, column[i]);
                }
                bentColumns[d] = column;
                bentSquares[d] = squares(column, false);
            }
        }
        return new Pairs(features, bentColumns, bentSquares);
    }

    /** The weighted sum of the squares of each pair. */
    double[] distances(double[] weights) {
        int n = columns.length == 0 ? 0 : columns[0].length;
        double[] sum = new double[n * (n - 1) / 2];
        for (int d = 0; d < weights.length; d++) {
            double weight = weights[d];
            double[] along = squares[d];
            for (int p = 0; p < along.length; p++) {
                sum[p] += weight * along[p];
            }
        }
        return sum;
    }

    /** The sum of the squares along a coordinate, each times its pull. */
    double pulled(int d, double[] pull) {
        double sum = 0;
        double[] along = squares[d];
        for (int p = 0; p < along.length; p++) {
            sum += pull[p] * along[p];
        }
        return sum;
    }

    /**
     * Half the derivatives of {@link #pulled} by the logarithms of the exponents of one bend; these pairs are the straight ones.
     *
     * @param bent the pairs as that warp bends them
     */
    double[] bendSlopes(InputWarp warp, int d, Pairs bent, double[] pull) {
        int n = columns[d].length;
        double[] byA = new double[n];
        double[] byB = new double[n];
        for (int i = 0; i < n; i++) {
            byA[i] = warp.byLogA(d, columns[d][i]);
            byB[i] = warp.byLogB(d, columns[d][i]);
        }
        double[] x = bent.columns[d];
        double sumA = 0;
        double sumB = 0;
        for (int i = 0, p = 0; i < n; i++) {
            for (int j = 0; j < i; j++, p++) {
                double pulled = pull[p] * (x[i] - x[j]);
                sumA += pulled * (byA[i] - byA[j]);
                sumB += pulled * (byB[i] - byB[j]);
            }
        }
        return new double[] {sumA, sumB};
    }

    private static double[][] columns(Features features, double[][] rows) {
        double[][] columns = new double[features.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < columns.length; d++) {
                columns[d][i] = rows[i][d];
            }
        }
        return columns;
    }

    /** Empty where all are equal. */
    private static double[] squares(double[] column, boolean nominal) {
        double[] squares = new double[column.length * (column.length - 1) / 2];
        boolean differ = false;
        for (int i = 0, p = 0; i < column.length; i++) {
            for (int j = 0; j < i; j++, p++) {
                double difference = column[i] - column[j];
                squares[p] = nominal ? (difference == 0 ? 0 : 1) : difference * difference;
                differ |= squares[p] > 0;
            }
        }
        return differ ? squares : new double[0];
    }
}
