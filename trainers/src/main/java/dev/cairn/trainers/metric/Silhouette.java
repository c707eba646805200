package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.Target;

/**
 * How much nearer a row lies to the rows of its own cluster than to those of the next one (Rousseeuw, J. of Computational and Applied Mathematics
 * 1987, §2). As there, a row that is alone in its cluster counts 0; so does a row that belongs to none, since leaving it out would reward a model
 * for judging hardly any row. Fewer than two clusters are the worst there is, {@value #WORST}.
 */
final class Silhouette {
    static final double WORST = -1;

    private Silhouette() {}

    /** Each row's own value is taken among all rows; a resample weighs the rows. */
    static Scorer scorer(Target.Unlabelled where, Clusters said) {
        ClusterSample sample = ClusterSample.of(where, said);
        double[] own = sample.clusters() < 2 ? new double[0] : values(sample);
        return counts -> own.length == 0 ? WORST : mean(sample, own, counts);
    }

    private static double mean(ClusterSample sample, double[] own, int[] counts) {
        double sum = 0;
        long rows = 0;
        for (int i = 0; i < own.length; i++) {
            int count = counts[sample.positions()[i]];
            sum += count * own[i];
            rows += count;
        }
        return rows == 0 ? Double.NaN : sum / rows;
    }

    private static double[] values(ClusterSample sample) {
        double[][] distances = distances(sample);
        double[] values = new double[sample.rows()];
        for (int row = 0; row < values.length; row++) {
            int cluster = sample.cluster()[row];
            if (cluster != ClusterSample.NOISE && sample.sizes()[cluster] > 1) {
                values[row] = value(distances[row], cluster, sample.sizes());
            }
        }
        return values;
    }

    private static double value(double[] sums, int cluster, int[] sizes) {
        double inside = sums[cluster] / (sizes[cluster] - 1);
        double next = Double.POSITIVE_INFINITY;
        for (int other = 0; other < sizes.length; other++) {
            if (other != cluster) {
                next = Math.min(next, sums[other] / sizes[other]);
            }
        }
        double larger = Math.max(inside, next);
        return larger == 0 ? 0 : (next - inside) / larger;
    }

    /** For each row the sum of its distances to the rows of each cluster. */
    private static double[][] distances(ClusterSample sample) {
        double[][] sums = new double[sample.rows()][sample.clusters()];
        for (int a = 0; a < sample.rows(); a++) {
            for (int b = a + 1; b < sample.rows(); b++) {
                double distance = distance(sample.points()[a], sample.points()[b]);
                add(sums[a], sample.cluster()[b], distance);
                add(sums[b], sample.cluster()[a], distance);
            }
        }
        return sums;
    }

    private static void add(double[] sums, int cluster, double distance) {
        if (cluster != ClusterSample.NOISE) {
            sums[cluster] += distance;
        }
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
