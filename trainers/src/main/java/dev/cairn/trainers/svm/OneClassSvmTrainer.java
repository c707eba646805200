package dev.cairn.trainers.svm;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a border around where rows are dense, without looking at the target (Schölkopf et al., Neural Computation 2001): rows far outside are
 * anomalies, which the second of two classes stands for where they are scored. It has no steps: one measurement at step 1.
 */
public final class OneClassSvmTrainer implements Trainer {
    /** Time grows with the square of the rows. */
    private static final int MAX_ROWS = 20_000;

    @Override
    public String name() {
        return "oneClassSvm";
    }

    @Override
    public boolean unsupervised() {
        return true;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.task() != Task.BINARY) {
            return Optional.of("it tells anomalies from what is usual, which are two classes");
        }
        return shape.rows() > MAX_ROWS
                ? Optional.of("its time grows with the square of the rows; it takes at most " + MAX_ROWS + ", got "
                        + shape.rows())
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Choice.of("kernel", "rbf", "poly", "linear").near("rbf"),
                Real.log("nu", 1e-3, 0.5).near(0.05),
                Real.log("gamma", 1e-3, 3).near(0.1).when("kernel != 'linear'"));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kernel", "rbf");
        values.put("nu", 0.05);
        values.put("gamma", 0.1);
        values.put("degree", 3);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new Whole(() -> Border.fit(fold.train(), values, seed));
    }
}
