package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Levels as numbers: a feature of zeros and ones for each of the most frequent ones, or the number of the level. A level that training did not have
 * is none of them.
 *
 * @param levels that have a feature or a number of their own
 * @param shared one-hot: whether a further feature stands for all others
 */
record LevelPart(List<String> levels, boolean oneHot, boolean shared) implements Part {
    /** One-hot: more levels than these share a feature. */
    private static final int MOST = 64;

    private static final int NONE = -1;

    static LevelPart oneHot(Column.Categorical column, int[] rows) {
        List<Integer> known = LevelCounts.of(column, rows).byFrequency();
        List<String> own = known.stream()
                .limit(MOST)
                .map(code -> column.levels().get(code))
                .toList();
        return new LevelPart(own, true, known.size() > MOST);
    }

    /** In the order of the column's levels, which is theirs when they have one. */
    static LevelPart ordinal(Column.Categorical column, int[] rows) {
        int[] counts = LevelCounts.of(column, rows).counts();
        List<String> seen = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .mapToObj(column.levels()::get)
                .toList();
        return new LevelPart(seen, false, false);
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        Column.Categorical categorical = (Column.Categorical) column;
        Map<String, Integer> numbers = LevelCounts.numbered(levels);
        int otherwise = shared ? levels.size() : NONE;
        int[] ofCode = categorical.levels().stream()
                .mapToInt(level -> numbers.getOrDefault(level, otherwise))
                .toArray();
        if (!oneHot) {
            return List.of(Column.Numeric.of(column.name(), row -> {
                int number = number(categorical, ofCode, row);
                return number == NONE ? Float.NaN : number;
            }));
        }
        List<Column> made = new ArrayList<>();
        for (int level = 0; level < levels.size() + (shared ? 1 : 0); level++) {
            int wanted = level;
            String name = level < levels.size() ? column.name() + "=" + levels.get(level) : column.name() + " other";
            made.add(Column.Numeric.scaled(name, row -> number(categorical, ofCode, row) == wanted ? 1 : 0));
        }
        return made;
    }

    private static int number(Column.Categorical column, int[] ofCode, int row) {
        int code = column.code(row);
        return code == Column.Categorical.MISSING ? NONE : ofCode[code];
    }
}
