package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A category whose rare levels are one. A level that training did not have is rare too, or missing when training had no rare ones.
 *
 * @param kept by spelling; the rare ones come last, under a name of their own
 */
record RarePart(List<String> kept, Map<String, Integer> codes, int otherwise) implements Part {
    private static final String RARE = "(rare)";

    static RarePart fit(Column.Categorical column, int[] rows, int fewest) {
        LevelCounts counts = LevelCounts.of(column, rows);
        List<String> kept = new ArrayList<>();
        boolean rare = false;
        for (int code = 0; code < counts.counts().length; code++) {
            if (counts.counts()[code] >= fewest) {
                kept.add(column.levels().get(code));
            } else {
                rare |= counts.counts()[code] > 0;
            }
        }
        Map<String, Integer> codes = LevelCounts.numbered(kept);
        if (rare) {
            kept.add(RARE);
        }
        return new RarePart(List.copyOf(kept), codes, rare ? kept.size() - 1 : Column.Categorical.MISSING);
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        Column.Categorical categorical = (Column.Categorical) column;
        int[] ofCode = categorical.levels().stream()
                .mapToInt(level -> codes.getOrDefault(level, otherwise))
                .toArray();
        return List.of(Column.Categorical.of(column.name(), kept, row -> {
            int code = categorical.code(row);
            return code == Column.Categorical.MISSING ? code : ofCode[code];
        }));
    }
}
