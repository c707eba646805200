package dev.cairn.trainers.forest;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Inputs;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.forest.Sample.Drawing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One classification or regression tree (Breiman et al. 1984), small enough to be read: the most useful splits come first and the number of leaves is
 * limited. It has no steps: one measurement at step 1.
 */
public final class CartTrainer implements Trainer {
    /** A leaf's few rows are outweighed by what is usual in all by this much of a row's worth. */
    private static final double PRIOR = 0.02;

    @Override
    public String name() {
        return "cart";
    }

    @Override
    public Inputs inputs() {
        return Inputs.COLUMNS;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return TreesTrainer.tooLarge(shape);
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Int.log("leaves", 2, 64).near(16));
        parameters.add(Int.of("depth", 1, 10).near(6));
        parameters.add(Int.log("minLeaf", 1, 100).near(5));
        if (shape.task().classification()) {
            parameters.add(Choice.of("criterion", "gini", "entropy").near("gini"));
        }
        return new SearchSpace(parameters, List.of());
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("leaves", 16);
        values.put("depth", 6);
        values.put("minLeaf", 5);
        if (shape.task().classification()) {
            values.put("criterion", "gini");
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
        TreeSettings settings = new TreeSettings(
                TreesTrainer.features(fold.shape()),
                Math.toIntExact(values.whole("depth")),
                Math.toIntExact(Math.max(2, values.whole("leaves"))),
                Math.toIntExact(values.whole("minLeaf")),
                TreesTrainer.criterion(fold.shape(), values),
                false);
        return new ForestLearner(fold, settings, new Drawing(1, false), 1, PRIOR, values, seed, device);
    }
}
