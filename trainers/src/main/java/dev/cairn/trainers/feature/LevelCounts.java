package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How often training has each level of a categorical column. */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record LevelCounts(List<String> levels, int[] counts, int missing) {
    static LevelCounts of(Column.Categorical column, int[] rows) {
        int[] counts = new int[column.levels().size()];
        int missing = 0;
        for (int row : rows) {
            int code = column.code(row);
            if (code == Column.Categorical.MISSING) {
                missing++;
            } else {
                counts[code]++;
            }
        }
        return new LevelCounts(column.levels(), counts, missing);
    }

    /** Codes of the levels that training has, the most frequent first; among equals in the frame's order. */
    List<Integer> byFrequency() {
        return IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
                .toList();
    }

    /** Numbers levels by their spelling, so that a frame with another order of levels is read rightly. */
    static Map<String, Integer> numbered(List<String> levels) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String level : levels) {
            numbers.put(level, numbers.size());
        }
        return numbers;
    }
}
