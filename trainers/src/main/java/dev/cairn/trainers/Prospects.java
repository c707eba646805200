package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.Perturbation;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What models that were trained to their end can be expected to do on other rows, told from their held-out ones. */
final class Prospects {
    /** The objective's metric on rows that were perturbed. */
    static final String ROBUSTNESS = "robustness";

    /** Half the width of an interval around a prediction that holds the truth in nine rows of ten. */
    static final String INTERVAL = "interval90";

    private static final double COVERED = 0.9;
    /** Of a fold; so many are enough to tell a fragile model, and keep a slow one from taking long. */
    private static final int MOST_ROWS = 500;

    private Prospects() {}

    static Map<String, Double> of(List<Fold> folds, Metric metric, long seed) throws TrainingFailure {
        Map<String, Double> told = new LinkedHashMap<>();
        if (folds.get(0).validation().frame().image().isEmpty() && !metric.comparesModels()) {
            told.put(ROBUSTNESS, robustness(folds, metric, seed));
        }
        if (folds.get(0).truth() instanceof Target.Numbers && metric.quantile().isEmpty()) {
            told.put(INTERVAL, halfWidth(folds));
        }
        return told;
    }

    /** The mean over the folds that define it, of rows perturbed by the seed; every trial of a study sees the same. */
    private static double robustness(List<Fold> folds, Metric metric, long seed) throws TrainingFailure {
        Perturbation perturbation = new Perturbation(Seeds.of(seed, "perturbation"));
        List<Double> scores = new ArrayList<>();
        for (Fold fold : folds) {
            RowSet rows = fold.validation();
            RowSet some = rows.size() <= MOST_ROWS
                    ? rows
                    : rows.at(IntStream.range(0, MOST_ROWS).toArray());
            scores.add(metric.compute(some.target(), fold.learner().predict(perturbation.of(some))));
        }
        return scores.stream()
                .mapToDouble(Double::doubleValue)
                .filter(score -> !Double.isNaN(score))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The conformal quantile of the absolute out-of-fold residuals: CV+ (Barber et al., Annals of Statistics 2021, §3) around one model of all rows
     * instead of one per fold, so that its coverage is that of the folds' models, not guaranteed. NaN for fewer than nine rows.
     */
    private static double halfWidth(List<Fold> folds) throws TrainingFailure {
        double[] residuals = new double
                [folds.stream().mapToInt(fold -> fold.validation().size()).sum()];
        int count = 0;
        for (Fold fold : folds) {
            double[] truth = ((Target.Numbers) fold.truth()).values();
            double[] said = ((Predictions.Values) fold.predictions()).values();
            for (int row = 0; row < truth.length; row++) {
                residuals[count++] = Math.abs(truth[row] - said[row]);
            }
        }
        Arrays.sort(residuals);
        int rank = (int) Math.ceil(COVERED * (count + 1));
        return rank > count ? Double.NaN : residuals[rank - 1];
    }
}
