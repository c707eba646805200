package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.feature.FeatureSpec.Missing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The number of the level among those that training has.
 *
 * @param levels that training has, in the frame's order
 * @param fill stands for a missing level; NaN keeps it missing
 */
record OrdinalEncoder(String name, List<String> levels, double fill, double mean, double deviation) implements Encoder {
    static OrdinalEncoder fit(Column.Categorical column, int[] rows, FeatureSpec spec) {
        LevelCounts counts = LevelCounts.of(column, rows);
        int[] codes = counts.byFrequency().stream().mapToInt(Integer::intValue).toArray();
        double fill = codes.length == 0 ? 0 : rank(codes, codes[0]);
        int[] ordered = Arrays.stream(codes).sorted().toArray();
        List<String> levels = Arrays.stream(ordered)
                .mapToObj(code -> column.levels().get(code))
                .toList();
        double kept = spec.missing() == Missing.KEPT ? Double.NaN : fill;
        if (!spec.scaled() || codes.length == 0) {
            return new OrdinalEncoder(column.name(), levels, kept, 0, 1);
        }
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int number = 0; number < ordered.length; number++) {
            double weight = counts.counts()[ordered[number]];
            total += weight;
            sum += weight * number;
            squares += weight * number * number;
        }
        double mean = sum / total;
        double variance = Math.max(0, squares / total - mean * mean);
        return new OrdinalEncoder(column.name(), levels, kept, mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public List<Reading> readings() {
        return List.of(new Reading(
                name,
                "per step of " + name + " from " + levels.stream().findFirst().orElse("its first level"),
                mean,
                deviation,
                fill));
    }

    @Override
    public void encode(Column column, int[] rows, float[] out, int at, int stride) {
        Column.Categorical categorical = (Column.Categorical) column;
        Map<String, Integer> numbers = LevelCounts.numbered(levels);
        double[] ofCode = categorical.levels().stream()
                .mapToDouble(level -> {
                    Integer number = numbers.get(level);
                    return number == null ? fill : number;
                })
                .toArray();
        int place = at;
        for (int row : rows) {
            int code = categorical.code(row);
            double number = code == Column.Categorical.MISSING ? fill : ofCode[code];
            out[place] = (float) ((number - mean) / deviation);
            place += stride;
        }
    }

    private static double rank(int[] codes, int code) {
        return Arrays.stream(codes).filter(other -> other < code).count();
    }
}
