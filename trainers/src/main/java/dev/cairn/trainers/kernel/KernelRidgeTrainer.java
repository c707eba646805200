package dev.cairn.trainers.kernel;

import dev.cairn.search.space.Choice;
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
import dev.cairn.trainers.Whole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Least squares with an L2 penalty in the space of a kernel: the mean of a Gaussian process, for classes a least-squares support vector machine
 * (Saunders et al., ICML 1998; Suykens and Vandewalle, Neural Processing Letters 1999). It is solved exactly, so it has no steps: one measurement at
 * step 1. With {@code linear: 1} it is ridge regression.
 */
public final class KernelRidgeTrainer implements Trainer {
    /** Time grows with the cube of the rows and memory with their square: 90 MB and some seconds a fold at this many. */
    private static final int MAX_ROWS = 4_000;

    private static final int MAX_CLASSES = 100;

    @Override
    public String name() {
        return "kernelRidge";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.rows() > MAX_ROWS) {
            return Optional.of(
                    "its time grows with the cube of the rows; it takes at most " + MAX_ROWS + ", got " + shape.rows());
        }
        if (shape.classes() > MAX_CLASSES) {
            return Optional.of("it takes at most " + MAX_CLASSES + " classes, got " + shape.classes());
        }
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Choice.of("kernel", "rbf", "laplace").near("rbf"),
                Real.log("gamma", 0.02, 20).near(0.5),
                Real.log("l2", 1e-3, 30).near(0.1),
                Real.of("linear", 0, 1).near(0.1),
                Choice.of("columns", "each", "common").near("each"),
                Int.of("rounds", 1, 4).near(1));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kernel", "rbf");
        values.put("gamma", 0.5);
        values.put("l2", 0.1);
        values.put("linear", 0.1);
        values.put("columns", "each");
        values.put("rounds", 1);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        }
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new Whole(() -> KernelRidge.fit(fold.train(), values));
    }
}
