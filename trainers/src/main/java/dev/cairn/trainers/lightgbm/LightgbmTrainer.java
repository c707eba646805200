package dev.cairn.trainers.lightgbm;

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

/**
 * Gradient-boosted trees that grow leaf by leaf (Ke et al., NeurIPS 2017). A step is a boosting round, which grows one tree, or one per class. Missing
 * cells and categories are handled by the trees themselves.
 */
public final class LightgbmTrainer implements Trainer {
    /** Bounds the trees per round. */
    private static final int MAX_CLASSES = 1_000;

    /** LightGBM's own fewest rows of a leaf; small tables take fewer. */
    private static final int USUAL_MIN_LEAF = 20;

    private static final int ROWS_PER_MIN_LEAF = 20;

    private static final int FEW_ROWS = 5_000;

    @Override
    public String name() {
        return "lightgbm";
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
                Real.log("lr", 0.02, 0.3).near(0.1),
                Int.log("leaves", 4, 128).near(leaves(shape)),
                Int.log("minLeaf", 2, 100).near(minLeaf(shape)),
                Real.of("subsample", 0.5, 1).near(0.9),
                Real.of("colsample", 0.3, 1).near(0.8),
                Real.log("l2", 1e-3, 30).near(1e-2),
                Real.log("l1", 1e-4, 10).near(1e-3));
    }

    private static int minLeaf(TaskShape shape) {
        return Math.max(2, Math.min(USUAL_MIN_LEAF, shape.rows() / ROWS_PER_MIN_LEAF));
    }

    private static int leaves(TaskShape shape) {
        return shape.rows() < FEW_ROWS ? 15 : 31;
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr", 0.1);
        values.put("leaves", leaves(shape));
        values.put("minLeaf", minLeaf(shape));
        values.put("subsample", 0.9);
        values.put("colsample", 0.8);
        values.put("l2", 1e-2);
        values.put("l1", 1e-3);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        } else {
            values.put(RegressionLoss.PARAMETER, RegressionLoss.OF_OBJECTIVE);
        }
        values.put(Monotone.PARAMETER, Monotone.NONE);
        values.put("bins", 255);
        values.put("rounds", 400);
        values.put("patience", 30);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("rounds"));
    }

    @Override
    public int stepsPerMeasurement() {
        return 10;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        return new LightgbmLearner(fold, values, seed, device);
    }
}
