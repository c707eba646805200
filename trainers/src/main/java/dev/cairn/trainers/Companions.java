package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Agreement;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.metric.Scorer;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Clusterings of the same rows by models that learned from different ones: what is in the data comes out alike (Ben-Hur, Elisseeff and Guyon,
 * Pacific Symposium on Biocomputing 2002, §3). The models are those of the folds, so that each learned from all rows but a fold's, as there from four
 * fifths of them; rows that a model did not learn from are assigned by it (von Luxburg, Foundations and Trends in Machine Learning 2010, §2.2).
 */
final class Companions {
    /** Enough for a Rand index to two digits. */
    private static final int MOST_ROWS = 1_000;

    private static final long SEED = 20_261;

    private static final int COMPANIONS = 5;
    private static final double SHARE = 0.8;

    private Companions() {}

    /** For each fold the mean agreement of its model with those of the others; NaN where there are no others. */
    static List<Double> stability(List<Fold> folds) throws TrainingFailure {
        RowSet rows = some(RowSet.all(folds.get(0).validation().frame()), MOST_ROWS, SEED);
        List<Clusters> said = new ArrayList<>();
        for (Fold fold : folds) {
            said.add((Clusters) fold.learner().predict(rows));
        }
        List<Double> means = new ArrayList<>();
        for (int one = 0; one < said.size(); one++) {
            double sum = 0;
            for (int other = 0; other < said.size(); other++) {
                sum += other == one ? 0 : Agreement.of(said.get(one), said.get(other));
            }
            means.add(said.size() < 2 ? Double.NaN : sum / (said.size() - 1));
        }
        return List.copyOf(means);
    }

    /**
     * The mean agreement of a final model with models of four fifths of its training rows each, on other rows; empty where there was no time for any.
     *
     * @param said by the final model about all of {@code rows}
     * @param mayStart asked before each of them is fitted
     */
    static Optional<Scorer> beside(
            Preparation preparation, Clusters said, RowSet rows, long seed, BooleanSupplier mayStart)
            throws TrainingFailure {
        int[] positions = positions(rows.size(), MOST_ROWS, SEED);
        Clusters own = said.at(positions);
        List<Scorer> scorers = new ArrayList<>();
        for (int number = 0; number < COMPANIONS && mayStart.getAsBoolean(); number++) {
            long drawn = Seeds.of(seed, "companion", number);
            scorers.add(Agreement.scorer(own, companion(preparation, rows.at(positions), drawn)));
        }
        Scorer mean = counts -> {
            int[] weights =
                    Arrays.stream(positions).map(position -> counts[position]).toArray();
            return scorers.stream()
                    .mapToDouble(scorer -> scorer.score(weights))
                    .average()
                    .orElse(Double.NaN);
        };
        return scorers.isEmpty() ? Optional.empty() : Optional.of(mean);
    }

    /** What a model of some of the training rows says of these. */
    private static Clusters companion(Preparation preparation, RowSet judged, long seed) throws TrainingFailure {
        RowSet training = RowSet.all(preparation.frame());
        RowSet train = some(training, (int) Math.ceil(SHARE * training.size()), seed);
        FoldData data = new FoldData(0, train, preparation.shape(), preparation.objective());
        try (Learner learner = preparation.trainer().start(data, preparation.values(), seed, Device.CPU)) {
            learner.advance(preparation.maxSteps(), () -> false);
            return (Clusters) learner.predict(judged);
        }
    }

    /** Some of these rows, in their order; all where there are no more. */
    static RowSet some(RowSet rows, int most, long seed) {
        return rows.size() <= most ? rows : rows.at(positions(rows.size(), most, seed));
    }

    private static int[] positions(int rows, int most, long seed) {
        return rows <= most
                ? IntStream.range(0, rows).toArray()
                : Seeds.random(seed, "some rows")
                        .ints(0, rows)
                        .distinct()
                        .limit(most)
                        .sorted()
                        .toArray();
    }

    /** Why clusterings that have nothing to tell apart score the worst, in sentences. */
    static List<String> degenerate(List<Fold> folds) throws TrainingFailure {
        List<String> reasons = new ArrayList<>();
        for (int number = 0; number < folds.size(); number++) {
            Fold fold = folds.get(number);
            if (fold.predictions() instanceof Clusters said) {
                double clusters = Metric.CLUSTERS.compute(fold.truth(), said);
                double noise = Metric.NOISE.compute(fold.truth(), said);
                if (clusters < 2) {
                    reasons.add(String.format(
                            Locale.ROOT,
                            "fold %d: %.0f clusters among %d held-out rows, %.0f %% of them noise: there is nothing to tell apart,"
                                    + " which counts as the worst score",
                            number + 1,
                            clusters,
                            said.rows(),
                            100 * noise));
                }
            }
        }
        return reasons;
    }
}
