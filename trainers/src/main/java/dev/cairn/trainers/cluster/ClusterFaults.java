package dev.cairn.trainers.cluster;

import dev.cairn.search.space.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with single values of the parameters that say how clusters are found. */
final class ClusterFaults {
    /** The least that each number may be. */
    private static final Map<String, Integer> LEAST = Map.of(
            KMeansTrainer.CLUSTERS, 2,
            KMeansTrainer.ITERATIONS, 1,
            KMeansTrainer.RESTARTS, 1,
            HdbscanTrainer.MIN_SIZE, 2,
            HdbscanTrainer.NEIGHBOURS, 1);

    private static final Map<String, List<String>> NAMES = Map.of(
            Nearness.PARAMETER, List.of("euclidean", "manhattan", "cosine"),
            KMeansTrainer.INIT, List.of(Centres.FAR_APART, Centres.ANYWHERE));

    private ClusterFaults() {}

    static Optional<String> of(String parameter, Value value) {
        if (LEAST.containsKey(parameter)) {
            int least = LEAST.get(parameter);
            return value instanceof Value.Whole whole && whole.number() >= least && whole.number() <= Integer.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(
                            "%s is a whole number of at least %d, got %s".formatted(parameter, least, value.raw()));
        }
        List<String> names = NAMES.getOrDefault(parameter, List.of());
        return names.isEmpty() || (value instanceof Value.Text text && names.contains(text.text()))
                ? Optional.empty()
                : Optional.of("%s is one of %s, got %s".formatted(parameter, String.join(", ", names), value.raw()));
    }
}
