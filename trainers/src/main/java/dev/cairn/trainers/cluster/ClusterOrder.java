package dev.cairn.trainers.cluster;

import dev.cairn.trainers.data.Predictions.Clusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers under which clusters are known outside: from 1, the one of most training rows first.
 *
 * @param numbers by the library's own label
 */
record ClusterOrder(Map<Integer, Integer> numbers) {
    ClusterOrder {
        numbers = Map.copyOf(numbers);
    }

    /**
     * Of the training rows' labels.
     *
     * @param noise the label that stands for no cluster
     */
    static ClusterOrder of(int[] labels, int noise) {
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int label : labels) {
            if (label != noise) {
                sizes.merge(label, 1, Integer::sum);
            }
        }
        List<Map.Entry<Integer, Integer>> bySize = new ArrayList<>(sizes.entrySet());
        bySize.sort(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()));
        Map<Integer, Integer> numbers = new HashMap<>();
        bySize.forEach(entry -> numbers.put(entry.getKey(), numbers.size() + 1));
        return new ClusterOrder(numbers);
    }

    /** The number of a label; that of no cluster for one that no training row has. */
    int of(int label) {
        return numbers.getOrDefault(label, Clusters.NONE);
    }
}
