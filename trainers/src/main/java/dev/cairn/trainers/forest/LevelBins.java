package dev.cairn.trainers.forest;

import dev.cairn.trainers.data.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bin per level; beyond 254 levels the rarest share the last bin. A level that training did not have goes there, or is missing when there is no
 * such bin.
 *
 * @param ofLevel bin by spelling
 */
record LevelBins(Map<String, Integer> ofLevel, int count, boolean shared) implements ColumnBins {
    private static final int OWN = 254;

    static LevelBins fit(Column.Categorical column, int[] rows) {
        int[] counts = new int[column.levels().size()];
        for (int row : rows) {
            int code = column.code(row);
            if (code != Column.Categorical.MISSING) {
                counts[code]++;
            }
        }
        List<Integer> seen = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                seen.add(code);
            }
        }
        boolean shared = seen.size() > OWN;
        if (shared) {
            seen.sort(Comparator.comparing((Integer code) -> -counts[code]));
        }
        Map<String, Integer> ofLevel = new HashMap<>();
        seen.stream().limit(OWN).forEach(code -> ofLevel.put(column.levels().get(code), ofLevel.size()));
        return new LevelBins(ofLevel, Math.max(1, ofLevel.size() + (shared ? 1 : 0)), shared);
    }

    @Override
    public boolean categorical() {
        return true;
    }

    @Override
    public float centre(int bin) {
        return bin;
    }

    @Override
    public byte[] encode(Column column, int[] rows) {
        Column.Categorical categorical = (Column.Categorical) column;
        int otherwise = shared ? count - 1 : BinnedTable.MISSING;
        int[] ofCode = categorical.levels().stream()
                .mapToInt(level -> ofLevel.getOrDefault(level, otherwise))
                .toArray();
        byte[] bins = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int code = categorical.code(rows[i]);
            bins[i] = (byte) (code == Column.Categorical.MISSING ? BinnedTable.MISSING : ofCode[code]);
        }
        return bins;
    }
}
