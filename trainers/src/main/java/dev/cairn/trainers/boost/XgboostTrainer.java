package dev.cairn.trainers.boost;

import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Inputs;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Monotone;
import dev.cairn.trainers.RegressionLoss;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.TrainingFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gradient-boosted trees on histograms (Chen and Guestrin, KDD 2016). A step is a boosting round, which grows one tree, or one per class. Missing
 * cells and categories are handled by the trees themselves.
 */
public final class XgboostTrainer implements Trainer {
    /** Bounds the trees per round. */
    private static final int MAX_CLASSES = 1_000;

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public Inputs inputs() {
        return Inputs.COLUMNS;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.classes() > MAX_CLASSES
                ? Optional.of("it grows a tree per class in each round, and " + shape.classes()
                        + " classes are more than " + MAX_CLASSES)
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Real.log("lr", 0.03, 0.4).near(0.1),
                Int.of("depth", 1, 9).near(4),
                Real.log("minChildWeight", 0.3, 20).near(1),
                Real.of("subsample", 0.5, 1).near(0.9),
                Real.of("colsample", 0.3, 1).near(0.8),
                Real.log("l2", 1e-2, 30).near(1),
                Real.log("l1", 1e-4, 5).near(1e-3),
                Real.log("gamma", 1e-4, 5).near(1e-3));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr", 0.1);
        values.put("depth", 4);
        values.put("minChildWeight", 1.0);
        values.put("subsample", 0.9);
        values.put("colsample", 0.8);
        values.put("l2", 1.0);
        values.put("l1", 1e-3);
        values.put("gamma", 1e-3);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        } else {
            values.put(RegressionLoss.PARAMETER, RegressionLoss.OF_OBJECTIVE);
        }
        values.put(Monotone.PARAMETER, Monotone.NONE);
        values.put("bins", 256);
        values.put("rounds", 300);
        values.put("patience", 30);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("rounds"));
    }

    /** Predicting takes longer than growing a small tree. */
    @Override
    public int stepsPerMeasurement() {
        return 10;
    }

    @Override
    public Set<String> changeable() {
        return Set.of("lr", "depth", "minChildWeight", "subsample", "colsample", "l2", "l1", "gamma");
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        return new XgboostLearner(fold, values, seed, device);
    }
}
