package dev.cairn.trainers.bayes;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Inputs;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Whole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Naive Bayes: within a class, columns are taken for independent, numbers for normal and levels for drawn by their frequency (Hastie, Tibshirani and
 * Friedman, The Elements of Statistical Learning 2009, §6.6.3). Its scores are made probabilities on rows set aside, since the first assumption makes
 * it far too sure. It has no steps: one measurement at step 1.
 */
public final class NaiveBayesTrainer implements Trainer {
    @Override
    public String name() {
        return "naiveBayes";
    }

    @Override
    public Inputs inputs() {
        return Inputs.COLUMNS;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.task().classification() ? Optional.empty() : Optional.of("it tells classes apart, not numbers");
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Real.log("smoothing", 1e-6, 1).near(0.2),
                Real.log("pseudoRows", 1e-2, 100).near(1));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("smoothing", 0.2);
        values.put("pseudoRows", 1.0);
        values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new Whole(() -> CalibratedBayes.fit(fold, values, seed));
    }
}
