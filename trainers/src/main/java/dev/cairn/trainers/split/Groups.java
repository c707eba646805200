package dev.cairn.trainers.split;

import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The groups of a row set in the order in which a split deals them out: large ones first, since they are the hardest to place, equal ones
 * shuffled.
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Groups(int[] ofPosition, int[] sizes, int[] labels, int[] dealingOrder) {
    /**
     * The groups of these rows.
     *
     * @param stratify whether groups carry the class that most of their rows have; otherwise all carry class 0
     */
    static Groups of(RowSet rows, boolean stratify, SplittableRandom random) {
        int[] ofPosition = numbered(rows);
        int count = Arrays.stream(ofPosition).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int group : ofPosition) {
            sizes[group]++;
        }
        int[] labels = stratify
                ? rows.target()
                        .strata()
                        .map(classes -> commonLabels(ofPosition, classes, count))
                        .orElseGet(() -> new int[count])
                : new int[count];
        return new Groups(ofPosition, sizes, labels, shuffledLargestFirst(sizes, random));
    }

    int count() {
        return sizes.length;
    }

    /** One more than the highest class that a group carries. */
    int classes() {
        return Arrays.stream(labels).max().orElse(0) + 1;
    }

    /** In how many groups each class has a row. */
    int[] spread(Target.Classes classes) {
        Set<Long> seen = new HashSet<>();
        int[] spread = new int[classes.classes()];
        for (int i = 0; i < ofPosition.length; i++) {
            int label = classes.codes()[i];
            if (seen.add((long) ofPosition[i] * classes.classes() + label)) {
                spread[label]++;
            }
        }
        return spread;
    }

    private static int[] numbered(RowSet rows) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] ofPosition = new int[rows.size()];
        for (int i = 0; i < ofPosition.length; i++) {
            long group = rows.frame().group(rows.rows()[i]);
            Integer known = numbers.putIfAbsent(group, numbers.size());
            ofPosition[i] = known == null ? numbers.size() - 1 : known;
        }
        return ofPosition;
    }

    private static int[] commonLabels(int[] ofPosition, Target.Classes classes, int count) {
        Map<Long, Integer> votes = new HashMap<>();
        int[] labels = new int[count];
        int[] most = new int[count];
        for (int i = 0; i < ofPosition.length; i++) {
            int group = ofPosition[i];
            int label = classes.codes()[i];
            int now = votes.merge((long) group * classes.classes() + label, 1, Integer::sum);
            if (now > most[group]) {
                most[group] = now;
                labels[group] = label;
            }
        }
        return labels;
    }

    private static int[] shuffledLargestFirst(int[] sizes, SplittableRandom random) {
        int[] order = IntStream.range(0, sizes.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Integer.compare(sizes[b], sizes[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
