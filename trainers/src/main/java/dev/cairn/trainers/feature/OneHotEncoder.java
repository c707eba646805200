package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.feature.FeatureSpec.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A feature of zeros and ones per level.
 *
 * @param levels those with a feature of their own, the most frequent first
 * @param shared whether a further feature stands for all other levels
 * @param marked whether a further feature says that the level was missing
 * @param filled whether a missing level counts as the most frequent one
 */
record OneHotEncoder(String name, List<String> levels, boolean shared, boolean marked, boolean filled)
        implements Encoder {
    private static final int NOWHERE = -1;

    static OneHotEncoder fit(Column.Categorical column, int[] rows, FeatureSpec spec) {
        LevelCounts counts = LevelCounts.of(column, rows);
        List<Integer> known = counts.byFrequency();
        List<String> own = known.stream()
                .limit(spec.maxLevels())
                .map(code -> column.levels().get(code))
                .toList();
        boolean shared = known.size() > own.size();
        boolean filled = spec.missing() == Missing.FILLED && !own.isEmpty();
        return new OneHotEncoder(column.name(), own, shared, counts.missing() > 0, filled);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        levels.forEach(level -> names.add(name + "=" + level));
        if (shared) {
            names.add(name + " other");
        }
        if (marked) {
            names.add(name + " missing");
        }
        return names;
    }

    @Override
    public List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        levels.forEach(level -> readings.add(Reading.flag(name + "=" + level, "where " + name + " is " + level)));
        if (shared) {
            readings.add(Reading.flag(name + " other", "where " + name + " is any other level"));
        }
        if (marked) {
            readings.add(Reading.flag(name + " missing", "where " + name + " is missing"));
        }
        if (filled) {
            // A missing level sets the first feature too.
            readings.set(0, new Reading(readings.get(0).name(), readings.get(0).what(), 0, 1, 1));
        }
        return readings;
    }

    @Override
    public void encode(Column column, int[] rows, float[] out, int at, int stride) {
        Column.Categorical categorical = (Column.Categorical) column;
        int[] places = places(categorical.levels());
        int width = levels.size() + (shared ? 1 : 0) + (marked ? 1 : 0);
        int start = at;
        for (int row : rows) {
            Arrays.fill(out, start, start + width, 0);
            int code = categorical.code(row);
            if (code != Column.Categorical.MISSING) {
                if (places[code] != NOWHERE) {
                    out[start + places[code]] = 1;
                }
            } else {
                if (filled) {
                    out[start] = 1;
                }
                if (marked) {
                    out[start + width - 1] = 1;
                }
            }
            start += stride;
        }
    }

    private int[] places(List<String> codes) {
        Map<String, Integer> numbers = LevelCounts.numbered(levels);
        int otherwise = shared ? levels.size() : NOWHERE;
        return codes.stream()
                .mapToInt(level -> numbers.getOrDefault(level, otherwise))
                .toArray();
    }
}
