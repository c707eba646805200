package dev.cairn.trainers.svm;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A support vector machine. It has no steps: one measurement at step 1. {@code gamma} is relative to the number of features, so that 1 is what
 * scaled inputs call for whatever their number. Class probabilities come of a {@link Temperature}, at the price of a second, smaller machine;
 * LibSVM's own would take five more.
 */
public final class SvmTrainer implements Trainer {
    /** Time grows with the square of the rows; at this many a five-fold trial takes minutes. */
    private static final int MAX_ROWS = 10_000;

    private static final int MAX_CLASSES = 100;

    /** Fewer numbers hardly ever measure the same thing. */
    private static final int MANY_NUMBERS = 16;

    /** In which unit numbers are: each in its own, or all in one, which is right where they measure the same thing, like pixels. */
    static final String COLUMNS = "columns";

    static final String COMMON = "common";
    private static final String EACH = "each";

    @Override
    public String name() {
        return "svm";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.rows() > MAX_ROWS) {
            return Optional.of("its time grows with the square of the rows; it takes at most " + MAX_ROWS + ", got "
                    + shape.rows());
        }
        if (shape.classes() > MAX_CLASSES) {
            return Optional.of("it fits a model per pair of classes; it takes at most " + MAX_CLASSES + " classes, got "
                    + shape.classes());
        }
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Choice.of("kernel", "rbf", "linear", "poly").near("rbf"));
        parameters.add(Real.log("c", 1e-2, 100).near(shape.task() == Task.REGRESSION ? 1 : 10));
        // A polynomial kernel of a larger gamma is a larger cost, over which LibSVM sits for minutes and learns
        // nothing.
        parameters.add(Real.log("gamma", 1e-3, 1).near(0.3).when("kernel != 'linear'"));
        if (shape.task() == Task.REGRESSION) {
            parameters.add(Real.log("epsilon", 1e-3, 1).near(0.1));
        }
        if (alike(shape)) {
            parameters.add(Choice.of(COLUMNS, EACH, COMMON).near(usual(shape)));
        }
        return new SearchSpace(parameters, List.of());
    }

    private static boolean alike(TaskShape shape) {
        return shape.numericFeatures() >= MANY_NUMBERS
                && shape.categoricalFeatures() + shape.dateFeatures() + shape.textFeatures() == 0;
    }

    private static String usual(TaskShape shape) {
        return shape.image().isPresent() ? COMMON : EACH;
    }

    @Override
    public Values defaults(TaskShape shape) {
        boolean regression = shape.task() == Task.REGRESSION;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kernel", "rbf");
        values.put("c", regression ? 1.0 : 10.0);
        values.put("gamma", 0.3);
        if (regression) {
            values.put("epsilon", 0.1);
        } else {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        }
        values.put(COLUMNS, usual(shape));
        values.put("degree", 3);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new SvmLearner(fold, values, seed);
    }
}
