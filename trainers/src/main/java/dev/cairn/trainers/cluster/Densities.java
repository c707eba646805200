package dev.cairn.trainers.cluster;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.tribuo.Provenances;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.Optional;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanModel;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/** Tribuo's dense places. A row belongs to that of the nearest exemplar, or to none where it lies beyond the edges of all and training had noise. */
record Densities(Features features, HdbscanModel model, ClusterOrder order) implements Whole.Model {
    /** Tribuo's label of noise. */
    private static final int NOISE = 0;

    static Densities fit(RowSet train, Values values) {
        Features features = Features.fit(train, FeatureSpec.DENSE);
        Matrix inputs = features.transform(train);
        // A fold has fewer rows than the table that the space was made for.
        int most = Math.max(1, inputs.rows() - 1);
        int size = Math.toIntExact(Math.min(Math.max(2, most), values.whole(HdbscanTrainer.MIN_SIZE)));
        int neighbours = Math.toIntExact(Math.min(most, values.whole(HdbscanTrainer.NEIGHBOURS)));
        HdbscanModel model = new org.tribuo.clustering.hdbscan.HdbscanTrainer(
                        size,
                        Nearness.named(values.text(Nearness.PARAMETER)).type.getDistance(),
                        neighbours,
                        1,
                        NeighboursQueryFactoryType.BRUTE_FORCE)
                .train(TribuoRows.dataset(
                        inputs, new ClusteringFactory(), row -> ClusteringFactory.UNASSIGNED_CLUSTER_ID));
        int[] labels =
                model.getClusterLabels().stream().mapToInt(label -> label).toArray();
        return new Densities(features, model, ClusterOrder.of(labels, NOISE));
    }

    @Override
    public long bytes() {
        return (long) model.getClusterExemplars().size() * features.width() * Double.BYTES;
    }

    @Override
    public Predictions predict(RowSet rows) {
        Matrix inputs = features.transform(rows);
        String[] names = TribuoRows.names(inputs);
        double[] numbers = new double[inputs.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = order.of(
                    model.predict(TribuoRows.example(inputs, row, names, ClusteringFactory.UNASSIGNED_CLUSTER_ID))
                            .getOutput()
                            .getID());
        }
        return new Predictions.Clusters(numbers);
    }

    @Override
    public Optional<String> provenance() {
        return Optional.of(Provenances.of(model));
    }
}
