package dev.cairn.trainers.cluster;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
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
 * Finds where rows are dense, in as many places as there are, and leaves the others as noise (Campello, Moulavi and Sander, PAKDD 2013). It has no
 * steps: one measurement at step 1.
 */
public final class HdbscanTrainer implements Trainer {
    static final String MIN_SIZE = "minClusterSize";
    static final String NEIGHBOURS = "k";

    /** Time grows with the square of the rows. */
    private static final int MAX_ROWS = 10_000;

    private static final int USUAL_SIZE = 5;

    @Override
    public String name() {
        return "hdbscan";
    }

    @Override
    public boolean unsupervised() {
        return true;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.task() != Task.CLUSTERING) {
            return Optional.of("it finds clusters and predicts nothing, which is what 'task: clustering' asks for");
        }
        return shape.rows() > MAX_ROWS
                ? Optional.of("its time grows with the square of the rows; it takes at most " + MAX_ROWS + ", got "
                        + shape.rows())
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        int largest = Math.max(2 * USUAL_SIZE, Math.min(200, shape.rows() / 5));
        return SearchSpace.of(
                Int.log(MIN_SIZE, 3, largest).near(USUAL_SIZE),
                Int.log(NEIGHBOURS, 2, Math.min(50, largest)).near(USUAL_SIZE),
                Choice.of(Nearness.PARAMETER, Nearness.EUCLIDEAN.wireName, Nearness.MANHATTAN.wireName)
                        .near(Nearness.EUCLIDEAN.wireName));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(MIN_SIZE, USUAL_SIZE);
        values.put(NEIGHBOURS, USUAL_SIZE);
        values.put(Nearness.PARAMETER, Nearness.EUCLIDEAN.wireName);
        return Values.of(values);
    }

    @Override
    public Optional<String> fault(String parameter, Value value) {
        return ClusterFaults.of(parameter, value);
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new Whole(() -> Densities.fit(fold.train(), values));
    }
}
