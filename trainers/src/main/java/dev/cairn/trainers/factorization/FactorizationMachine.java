package dev.cairn.trainers.factorization;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.fm.FMRegressionTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** A fitted machine and how its inputs are made. */
sealed interface FactorizationMachine extends Whole.Model {
    /** Kept: the logger holds its settings only as long as somebody holds it. */
    Logger TRIBUO = quiet(Logger.getLogger("org.tribuo"));

    /** Tribuo 4.3.2 cannot add up the gradients of rows without zeros (it casts their factors' to a sparse matrix). */
    int BATCH = 1;

    private static Logger quiet(Logger logger) {
        logger.setLevel(Level.SEVERE);
        return logger;
    }

    static FactorizationMachine fit(FoldData fold, Values values, long seed) {
        Features features = Features.fit(fold.train(), FeatureSpec.DENSE);
        Matrix inputs = features.transform(fold.train());
        AdaGrad optimizer = new AdaGrad(values.real("lr"), 0.1);
        int epochs = Math.toIntExact(values.whole("epochs"));
        int factors = Math.toIntExact(values.whole("factors"));
        double spread = values.real("spread");
        long drawn = Seeds.of(seed, "fm");
        if (fold.train().target() instanceof Target.Classes classes) {
            FMClassificationTrainer trainer = new FMClassificationTrainer(
                    new LogMulticlass(), optimizer, epochs, Integer.MAX_VALUE, BATCH, drawn, factors, spread);
            return new Classifier(
                    features,
                    classes.classes(),
                    trainer.train(TribuoRows.dataset(
                            inputs, new LabelFactory(), row -> new Label(Integer.toString(classes.codes()[row])))));
        }
        Target.Numbers numbers = (Target.Numbers) fold.train().target();
        TargetScale scale = TargetScale.fit(numbers);
        FMRegressionTrainer trainer = new FMRegressionTrainer(
                new SquaredLoss(), optimizer, epochs, Integer.MAX_VALUE, BATCH, drawn, factors, spread, false);
        return new Regression(
                features,
                scale,
                trainer.train(TribuoRows.dataset(
                        inputs,
                        new RegressionFactory(),
                        row -> new Regressor("y", scale.scaled(numbers.values()[row])))));
    }

    /** With probabilities; 0 for a class that the fold did not have. */
    record Classifier(Features features, int classes, Model<Label> model) implements FactorizationMachine {
        @Override
        public Predictions predict(RowSet rows) {
            Matrix inputs = features.transform(rows);
            String[] names = TribuoRows.names(inputs);
            double[] flat = new double[inputs.rows() * classes];
            for (int row = 0; row < inputs.rows(); row++) {
                int from = row * classes;
                model.predict(TribuoRows.example(inputs, row, names, LabelFactory.UNKNOWN_LABEL))
                        .getOutputScores()
                        .forEach((label, scored) -> flat[from + Integer.parseInt(label)] = scored.getScore());
            }
            return new Predictions.Probabilities(classes, flat);
        }
    }

    /** Of a scaled target. */
    record Regression(Features features, TargetScale scale, Model<Regressor> model) implements FactorizationMachine {
        @Override
        public Predictions predict(RowSet rows) {
            Matrix inputs = features.transform(rows);
            String[] names = TribuoRows.names(inputs);
            double[] values = new double[inputs.rows()];
            for (int row = 0; row < values.length; row++) {
                Regressor said = model.predict(
                                TribuoRows.example(inputs, row, names, RegressionFactory.UNKNOWN_REGRESSOR))
                        .getOutput();
                values[row] = scale.original(said.getValues()[0]);
            }
            return new Predictions.Values(values);
        }
    }
}
