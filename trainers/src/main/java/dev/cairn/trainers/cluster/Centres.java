package dev.cairn.trainers.cluster;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.Provenances;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Dataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.math.distance.Distance;
import org.tribuo.math.la.DenseVector;

/** Tribuo's centres of clusters, with our own restarts: the centres that the training rows lie nearest to. */
record Centres(Features features, KMeansModel model, List<DenseVector> centres, Distance distance, ClusterOrder order)
        implements Whole.Model {
    static final String FAR_APART = "plusPlus";
    static final String ANYWHERE = "random";

    private static final int NO_NOISE = -1;

    /** Centres settle long before so many rows; all rows are assigned. */
    private static final int MOST_ROWS = 50_000;

    private static final int MOST_CELLS = 4_000_000;
    private static final int FEWEST_ROWS = 1_000;

    static Centres fit(RowSet train, Values values, long seed) {
        Features features = Features.fit(train, FeatureSpec.DENSE);
        RowSet some = some(train, features.width(), seed);
        List<DenseVector> rows = points(features.transform(some));
        Dataset<ClusterID> dataset = TribuoRows.dataset(
                features.transform(some), new ClusteringFactory(), row -> ClusteringFactory.UNASSIGNED_CLUSTER_ID);
        Distance distance = Nearness.named(values.text(Nearness.PARAMETER)).type.getDistance();
        Centres best = one(features, dataset, rows, values, distance, Seeds.of(seed, "centres", 0));
        double least = best.far(rows);
        for (int restart = 1; restart < values.whole(KMeansTrainer.RESTARTS); restart++) {
            Centres next = one(features, dataset, rows, values, distance, Seeds.of(seed, "centres", restart));
            double far = next.far(rows);
            if (far < least) {
                least = far;
                best = next;
            }
        }
        return best;
    }

    private static Centres one(
            Features features,
            Dataset<ClusterID> dataset,
            List<DenseVector> rows,
            Values values,
            Distance distance,
            long seed) {
        int clusters = Math.toIntExact(Math.min(rows.size(), values.whole(KMeansTrainer.CLUSTERS)));
        Initialisation begin =
                values.text(KMeansTrainer.INIT).equals(ANYWHERE) ? Initialisation.RANDOM : Initialisation.PLUSPLUS;
        KMeansModel model = new org.tribuo.clustering.kmeans.KMeansTrainer(
                        clusters, Math.toIntExact(values.whole(KMeansTrainer.ITERATIONS)), distance, begin, 1, seed)
                .train(dataset);
        List<DenseVector> centres = Stream.of(model.getCentroidVectors()).toList();
        int[] labels =
                rows.stream().mapToInt(row -> nearest(row, centres, distance)).toArray();
        return new Centres(features, model, centres, distance, ClusterOrder.of(labels, NO_NOISE));
    }

    /** All, or as many as fit well into memory. */
    private static RowSet some(RowSet train, int width, long seed) {
        int most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_CELLS / Math.max(1, width)));
        if (train.size() <= most) {
            return train;
        }
        return train.at(Seeds.random(seed, "rows")
                .ints(0, train.size())
                .distinct()
                .limit(most)
                .sorted()
                .toArray());
    }

    private static List<DenseVector> points(Matrix matrix) {
        return IntStream.range(0, matrix.rows())
                .mapToObj(row -> DenseVector.createDenseVector(IntStream.range(0, matrix.columns())
                        .mapToDouble(column -> matrix.at(row, column))
                        .toArray()))
                .toList();
    }

    private static int nearest(DenseVector row, List<DenseVector> centres, Distance distance) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int centre = 0; centre < centres.size(); centre++) {
            double far = distance.computeDistance(centres.get(centre), row);
            if (far < least) {
                least = far;
                nearest = centre;
            }
        }
        return nearest;
    }

    /** The sum over rows of the squared distance to the nearest centre. */
    private double far(List<DenseVector> rows) {
        double sum = 0;
        for (DenseVector row : rows) {
            double far = distance.computeDistance(centres.get(nearest(row, centres, distance)), row);
            sum += far * far;
        }
        return sum;
    }

    @Override
    public long bytes() {
        return centres.stream()
                .mapToLong(centre -> (long) centre.size() * Double.BYTES)
                .sum();
    }

    @Override
    public Predictions predict(RowSet rows) {
        double[] numbers = points(features.transform(rows)).stream()
                .mapToDouble(row -> order.of(nearest(row, centres, distance)))
                .toArray();
        return new Predictions.Clusters(numbers);
    }

    @Override
    public Optional<String> provenance() {
        return Optional.of(Provenances.of(model));
    }
}
