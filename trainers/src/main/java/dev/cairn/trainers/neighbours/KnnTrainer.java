package dev.cairn.trainers.neighbours;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
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

/** The answers of the k nearest training rows (Fix and Hodges 1951). It has no steps: one measurement at step 1. */
public final class KnnTrainer implements Trainer {
    /** Every predicted row is compared with every training row; at this many a five-fold trial takes a minute. */
    private static final int MAX_ROWS = 20_000;

    @Override
    public String name() {
        return "knn";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.rows() > MAX_ROWS
                ? Optional.of("its time grows with the square of the rows; it takes at most " + MAX_ROWS + ", got "
                        + shape.rows())
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Int.log("k", 1, 100).near(10),
                Choice.of("weights", "equal", "distance").near("distance"),
                Choice.of("distance", "euclidean", "manhattan").near("euclidean"));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("k", 10);
        values.put("weights", "distance");
        values.put("distance", "euclidean");
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
        return new Whole(() -> Neighbours.of(fold, values));
    }
}
