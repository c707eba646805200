package dev.cairn.trainers.split;

import dev.cairn.trainers.data.RowSet;
import java.util.stream.IntStream;

/**
 * Sets about a share of the rows aside, whole groups only, each class in proportion. A class with too few rows stays where models learn.
 *
 * @param stratify ignored for regression
 */
public record Holdout(double fraction, boolean stratify) {
    public Holdout {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("a holdout's fraction lies between 0 and 1, got " + fraction);
        }
    }

    public Parts split(RowSet rows, long seed) {
        Groups groups = Groups.of(rows, stratify, Seeds.random(seed, "holdout"));
        boolean[] held = new boolean[groups.count()];
        int classes = groups.classes();
        int[] seenRows = new int[classes];
        int[] heldRows = new int[classes];
        for (int group : groups.dealingOrder()) {
            int label = groups.labels()[group];
            int size = groups.sizes()[group];
            seenRows[label] += size;
            if (heldRows[label] + size <= fraction * seenRows[label] + 0.5) {
                held[group] = true;
                heldRows[label] += size;
            }
        }
        int[] ofPosition = groups.ofPosition();
        return new Parts(
                IntStream.range(0, rows.size())
                        .filter(i -> !held[ofPosition[i]])
                        .toArray(),
                IntStream.range(0, rows.size()).filter(i -> held[ofPosition[i]]).toArray());
    }
}
