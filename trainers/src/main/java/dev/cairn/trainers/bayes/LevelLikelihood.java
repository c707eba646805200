package dev.cairn.trainers.bayes;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A frequency per class and level. A level that training did not have says nothing.
 *
 * @param ofLevel each class's log-frequency, by spelling
 */
record LevelLikelihood(Map<String, double[]> ofLevel) implements ColumnLikelihood {
    /** Each class gets this many rows more, dealt out as the levels are frequent in all. */
    static LevelLikelihood fit(Column.Categorical column, RowSet rows, Target.Classes target, double pseudoRows) {
        double[][] counts = new double[column.levels().size()][target.classes()];
        double[] ofClass = new double[target.classes()];
        double total = 0;
        for (int i = 0; i < rows.size(); i++) {
            int code = column.code(rows.rows()[i]);
            if (code != Column.Categorical.MISSING) {
                counts[code][target.codes()[i]]++;
                ofClass[target.codes()[i]]++;
                total++;
            }
        }
        Map<String, double[]> ofLevel = new HashMap<>();
        for (int level = 0; level < counts.length; level++) {
            double share = Arrays.stream(counts[level]).sum() / Math.max(1, total);
            if (share > 0) {
                double[] logs = new double[ofClass.length];
                for (int code = 0; code < logs.length; code++) {
                    logs[code] = Math.log((counts[level][code] + pseudoRows * share) / (ofClass[code] + pseudoRows));
                }
                ofLevel.put(column.levels().get(level), logs);
            }
        }
        return new LevelLikelihood(ofLevel);
    }

    @Override
    public long bytes() {
        return ofLevel.values().stream()
                .mapToLong(logs -> (long) Double.BYTES * logs.length)
                .sum();
    }

    @Override
    public void addTo(double[][] scores, Column column, int[] rows) {
        Column.Categorical categorical = (Column.Categorical) column;
        double[] nothing = new double[scores.length == 0 ? 0 : scores[0].length];
        double[][] ofCode = categorical.levels().stream()
                .map(level -> ofLevel.getOrDefault(level, nothing))
                .toArray(double[][]::new);
        for (int i = 0; i < rows.length; i++) {
            int code = categorical.code(rows[i]);
            for (int label = 0; label < nothing.length && code != Column.Categorical.MISSING; label++) {
                scores[i][label] += ofCode[code][label];
            }
        }
    }
}
