package dev.cairn.trainers.linear;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.RegressionLoss;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Logistic regression (softmax over all classes) or least squares, by stochastic gradient descent with an L1 and an L2 penalty. A step is an epoch.
 * The problem is convex and the penalties guard it, so it needs no patience and learns from all rows of the fold.
 */
public final class LinearTrainer implements Trainer {
    /** The most inputs that keep a weight; 0 is any number. */
    public static final String MAX_TERMS = "maxTerms";

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Real.log("lr", 0.02, 1).near(0.2),
                Real.log("l1", 1e-6, 0.1).near(1e-4),
                Real.log("l2", 1e-5, 1).near(1e-2));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr", 0.2);
        values.put("l1", 1e-4);
        values.put("l2", 1e-2);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        } else {
            values.put(RegressionLoss.PARAMETER, RegressionLoss.OF_OBJECTIVE);
        }
        values.put("batch", 32);
        values.put("epochs", 30);
        values.put(MAX_TERMS, 0);
        return Values.of(values);
    }

    @Override
    public Optional<String> fault(String parameter, Value value) {
        boolean negative = parameter.equals(MAX_TERMS) && value instanceof Value.Whole whole && whole.number() < 0;
        return negative ? Optional.of("'maxTerms' is 0 for any number, or at least 1") : Optional.empty();
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("epochs"));
    }

    @Override
    public int stepsPerMeasurement() {
        return 3;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new LinearLearner(fold, values, seed);
    }
}
