package dev.cairn.trainers.forest;

import dev.cairn.search.space.Int;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small trees, each of which weighs the rows more that those before it got wrong (SAMME: Zhu et al., Statistics and Its Interface 2009). A step is a
 * tree.
 */
public final class AdaBoostTrainer implements Trainer {
    @Override
    public String name() {
        return "adaBoost";
    }

    @Override
    public Inputs inputs() {
        return Inputs.COLUMNS;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.task().classification()
                ? TreesTrainer.tooLarge(shape)
                : Optional.of("it tells classes apart, not numbers");
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Int.of("depth", 1, 8).near(3),
                Int.log("minLeaf", 1, 64).near(5),
                Real.log("lr", 0.05, 1).near(0.5));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("depth", 3);
        values.put("minLeaf", 5);
        values.put("lr", 0.5);
        values.put("trees", 100);
        values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("trees"));
    }

    @Override
    public int stepsPerMeasurement() {
        return 10;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new AdaBoostLearner(fold, values, seed);
    }
}
