package dev.cairn.search.model;

import java.util.Arrays;
import java.util.List;

/** The Matérn covariances (Rasmussen and Williams 2006, §4.2.1) of a function's values at observed points, among themselves and with others. */
final class Kernel {
    private final Features features;
    private final Hyperparameters hyperparameters;
    private final List<double[]> points;
    private final double[] weights;
    private final double[][] columns; // coordinate by coordinate of the observed points

    Kernel(Features features, Hyperparameters hyperparameters, List<double[]> points) {
        this.features = features;
        this.hyperparameters = hyperparameters;
        this.points = List.copyOf(points);
        weights = hyperparameters.inverseSquares();
        columns = new double[features.size()][points.size()];
        for (int i = 0; i < this.points.size(); i++) {
            double[] row = bent(this.points.get(i));
            for (int d = 0; d < row.length; d++) {
                columns[d][i] = row[d];
            }
        }
    }

    Features features() {
        return features;
    }

    Hyperparameters hyperparameters() {
        return hyperparameters;
    }

    List<double[]> points() {
        return points;
    }

    /** How many first points both were made of, none where they measure otherwise. */
    int shared(Kernel other) {
        if (!hyperparameters.same(other.hyperparameters)) {
            return 0;
        }
        int most = Math.min(points.size(), other.points.size());
        int same = 0;
        while (same < most && Arrays.equals(points.get(same), other.points.get(same))) {
            same++;
        }
        return same;
    }

    /** The squared scaled distance of two points. */
    double squared(double[] a, double[] b) {
        double[] from = bent(a);
        double[] to = bent(b);
        double sum = 0;
        for (int d = 0; d < from.length; d++) {
            double difference = features.nominal(d) ? (from[d] == to[d] ? 0 : 1) : from[d] - to[d];
            sum += weights[d] * difference * difference;
        }
        return sum;
    }

    /** The squared scaled distances of a point from the observed ones. */
    double[] squared(double[] point) {
        return squares(bent(point), points.size());
    }

    /** The covariances of a point with the observed ones. */
    double[] of(double[] point) {
        return covariances(squared(point));
    }

    /** The upper triangle of the covariances among the observed points, from a column on, with {@code more} on the diagonal. */
    double[][] upper(int from, double more) {
        double[][] k = new double[points.size()][points.size()];
        for (int j = from; j < k.length; j++) {
            double[] row = new double[columns.length];
            for (int d = 0; d < row.length; d++) {
                row[d] = columns[d][j];
            }
            double[] column = covariances(squares(row, j + 1));
            for (int i = 0; i <= j; i++) {
                k[i][j] = column[i];
            }
            k[j][j] += more;
        }
        return k;
    }

    /**
     * Sums over the observed points how their squared distances from a point change along a coordinate, each times two factors.
     *
     * @param each one factor per observed point, which both sums have
     */
    void slopes(double[] point, int d, double[] each, double[] one, double[] other, double[] sums) {
        double x = hyperparameters.warp().of(d, point[d]);
        double[] column = columns[d];
        double byOne = 0;
        double byOther = 0;
        for (int i = 0; i < each.length; i++) {
            double step = each[i] * (x - column[i]);
            byOne += one[i] * step;
            byOther += other[i] * step;
        }
        double scale = 2 * weights[d] * hyperparameters.warp().slope(d, point[d]);
        sums[0] = scale * byOne;
        sums[1] = scale * byOther;
    }

    private double[] covariances(double[] squares) {
        for (int i = 0; i < squares.length; i++) {
            squares[i] = hyperparameters.signal() * Matern.value(squares[i]);
        }
        return squares;
    }

    /** The coordinates in which distances are measured. */
    private double[] bent(double[] point) {
        double[] row = features.of(point);
        for (int d = 0; d < row.length; d++) {
            row[d] = hyperparameters.warp().of(d, row[d]);
        }
        return row;
    }

    /** From the first observed points only. */
    private double[] squares(double[] row, int count) {
        double[] sum = new double[count];
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
}
