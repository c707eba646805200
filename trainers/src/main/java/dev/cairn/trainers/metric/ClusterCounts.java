package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Predictions.Clusters;
import java.util.BitSet;

/** What a clustering comes to in numbers of rows. */
final class ClusterCounts {
    private ClusterCounts() {}

    /** How many clusters have a row. */
    static Scorer clusters(Clusters said) {
        return counts -> {
            BitSet seen = new BitSet();
            for (int row = 0; row < said.rows(); row++) {
                if (counts[row] > 0) {
                    seen.set(said.of(row));
                }
            }
            seen.clear(Clusters.NONE);
            return seen.cardinality();
        };
    }

    /** The share of rows without a cluster. */
    static Scorer noise(Clusters said) {
        return counts -> {
            long noise = 0;
            long rows = 0;
            for (int row = 0; row < said.rows(); row++) {
                rows += counts[row];
                noise += said.of(row) == Clusters.NONE ? counts[row] : 0;
            }
            return rows == 0 ? Double.NaN : (double) noise / rows;
        };
    }
}
