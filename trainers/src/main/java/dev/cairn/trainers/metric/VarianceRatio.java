package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.Target;

/**
 * The scatter between clusters by that inside of them, each by its degrees of freedom (Calinski and Harabasz, Communications in Statistics 1974,
 * §2). A row that belongs to no cluster scatters around the mean of all rows. Fewer than two clusters are the worst there is, 0.
 */
final class VarianceRatio {
    private static final double WORST = 0;

    /** Clusters of equal rows would otherwise have an infinite ratio: no smaller part of the whole scatter counts as inside. */
    private static final double LEAST_INSIDE = 1e-9;

    private VarianceRatio() {}

    static Scorer scorer(Target.Unlabelled where, Clusters said) {
        ClusterSample sample = ClusterSample.of(where, said);
        return counts -> {
            int[] weights = new int[sample.rows()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = counts[sample.positions()[i]];
            }
            return ratio(sample, weights);
        };
    }

    private static double ratio(ClusterSample sample, int[] weights) {
        int width = sample.points()[0].length;
        double[] mean = new double[width];
        double[][] centres = new double[sample.clusters()][width];
        long[] sizes = new long[sample.clusters()];
        long rows = 0;
        for (int row = 0; row < weights.length; row++) {
            int cluster = sample.cluster()[row];
            add(mean, sample.points()[row], weights[row]);
            rows += weights[row];
            if (cluster != ClusterSample.NOISE) {
                add(centres[cluster], sample.points()[row], weights[row]);
                sizes[cluster] += weights[row];
            }
        }
        divide(mean, rows);
        int clusters = 0;
        double between = 0;
        for (int cluster = 0; cluster < centres.length; cluster++) {
            if (sizes[cluster] > 0) {
                clusters++;
                divide(centres[cluster], sizes[cluster]);
                between += sizes[cluster] * square(centres[cluster], mean);
            }
        }
        if (clusters < 2 || between == 0) {
            return WORST;
        }
        double inside = Math.max(LEAST_INSIDE * between, inside(sample, weights, centres, mean));
        return between / (clusters - 1) / (inside / Math.max(1, rows - clusters));
    }

    private static double inside(ClusterSample sample, int[] weights, double[][] centres, double[] mean) {
        double inside = 0;
        for (int row = 0; row < weights.length; row++) {
            int cluster = sample.cluster()[row];
            double[] centre = cluster == ClusterSample.NOISE ? mean : centres[cluster];
            inside += weights[row] * square(sample.points()[row], centre);
        }
        return inside;
    }

    private static void add(double[] sum, double[] point, int weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * point[i];
        }
    }

    private static void divide(double[] sum, long by) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.max(1, by);
        }
    }

    private static double square(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return squares;
    }
}
