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
 * Divides rows among centres, each the mean of the rows that are nearest to it (Lloyd, IEEE Trans. on Information Theory 1982), begun far apart
 * (k-means++: Arthur and Vassilvitskii, SODA 2007, §2.2) and several times over. It has no steps: one measurement at step 1.
 */
public final class KMeansTrainer implements Trainer {
    static final String CLUSTERS = "clusters";
    static final String INIT = "init";
    static final String ITERATIONS = "iterations";
    static final String RESTARTS = "restarts";

    private static final int USUAL = 3;
    private static final int MOST_SEARCHED = 20;

    /** Fewer rows than this in a cluster, on average, are not searched for. */
    private static final int ROWS_EACH = 5;

    @Override
    public String name() {
        return "kMeans";
    }

    @Override
    public boolean unsupervised() {
        return true;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.task() == Task.CLUSTERING
                ? Optional.empty()
                : Optional.of("it finds clusters and predicts nothing, which is what 'task: clustering' asks for");
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        int most = Math.max(3, Math.min(MOST_SEARCHED, shape.rows() / ROWS_EACH));
        return SearchSpace.of(
                Int.of(CLUSTERS, 2, most).near(USUAL),
                Choice.of(Nearness.PARAMETER, Nearness.EUCLIDEAN.wireName, Nearness.COSINE.wireName)
                        .near(Nearness.EUCLIDEAN.wireName));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(CLUSTERS, USUAL);
        values.put(Nearness.PARAMETER, Nearness.EUCLIDEAN.wireName);
        values.put(INIT, Centres.FAR_APART);
        values.put(ITERATIONS, 100);
        values.put(RESTARTS, 5);
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
        return new Whole(() -> Centres.fit(fold.train(), values, seed));
    }
}
