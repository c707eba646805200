package dev.cairn.trainers.factorization;

import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A factorization machine (Rendle, ICDM 2010): a linear model and, for each pair of features, the product of their short vectors. A step is an
 * epoch of AdaGrad.
 */
public final class FmTrainer implements Trainer {
    /** Cells that are looked at in each epoch; at this many a five-fold trial takes minutes. */
    private static final long MAX_CELLS = 2_000_000;

    private static final int MAX_CLASSES = 100;

    @Override
    public String name() {
        return "fm";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        long cells = (long) shape.rows() * (shape.numericFeatures() + shape.categoricalFeatures());
        if (cells > MAX_CELLS) {
            return Optional.of(
                    "it goes over its rows one at a time; it takes at most " + MAX_CELLS + " cells, got " + cells);
        }
        return shape.classes() > MAX_CLASSES
                ? Optional.of(
                        "it has a machine per class; it takes at most " + MAX_CLASSES + ", got " + shape.classes())
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Real.log("lr", 0.005, 0.5).near(0.05),
                Int.log("factors", 1, 16).near(4),
                Real.log("spread", 1e-3, 0.3).near(0.03),
                Int.log("epochs", 3, 30).near(10));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr", 0.05);
        values.put("factors", 4);
        values.put("spread", 0.03);
        values.put("epochs", 10);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        }
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("epochs"));
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new FmLearner(fold, values, seed);
    }
}
