package dev.cairn.trainers.bayes;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Seeds;

/** A naive Bayes model of all rows, whose sureness was fitted with a model of some on the others. */
record CalibratedBayes(NaiveBayes bayes, Temperature temperature, int classes) implements Whole.Model {
    private static final double CALIBRATED_ON = 0.2;

    static CalibratedBayes fit(FoldData fold, Values values, long seed) {
        InnerSplit split = fold.innerSplit(CALIBRATED_ON, Seeds.of(seed, "inner"));
        Temperature temperature = new Temperature(1);
        if (split.watch().size() > 0) {
            temperature = Temperature.fit(
                    NaiveBayes.fit(split.fit(), values).scores(split.watch()),
                    ((Target.Classes) split.watch().target()).codes());
        }
        return new CalibratedBayes(
                NaiveBayes.fit(fold.train(), values), temperature, fold.shape().classes());
    }

    @Override
    public long bytes() {
        return bayes.columns().stream().mapToLong(ColumnLikelihood::bytes).sum();
    }

    @Override
    public Predictions predict(RowSet rows) {
        double[] flat = new double[rows.size() * classes];
        double[][] scores = bayes.scores(rows);
        for (int row = 0; row < scores.length; row++) {
            System.arraycopy(temperature.probabilities(scores[row]), 0, flat, row * classes, classes);
        }
        return new Predictions.Probabilities(classes, flat);
    }
}
