package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Column.Numeric.Numbers;
import java.util.HashMap;
import java.util.Map;

/**
 * Some rows of a column, to see how it varies and what varies with it.
 *
 * @param standard the numbers with mean 0 and length 1, missing ones 0; empty for levels
 * @param variance of the numbers, or the chance that two rows have different levels
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Sample(double[] standard, double variance) {
    static Sample of(Column column, int[] rows) {
        return column instanceof Column.Categorical categorical
                ? new Sample(new double[0], variety(categorical, rows))
                : of(NumberPart.numbers(column), rows);
    }

    private static Sample of(Numbers numbers, int[] rows) {
        double[] cells = new double[rows.length];
        double sum = 0;
        int present = 0;
        for (int i = 0; i < rows.length; i++) {
            cells[i] = numbers.at(rows[i]);
            if (!Double.isNaN(cells[i])) {
                sum += cells[i];
                present++;
            }
        }
        double mean = present == 0 ? 0 : sum / present;
        double squares = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Double.isNaN(cells[i]) ? 0 : cells[i] - mean;
            squares += cells[i] * cells[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = length > 0 ? cells[i] / length : 0;
        }
        return new Sample(cells, present == 0 ? 0 : squares / present);
    }

    private static double variety(Column.Categorical column, int[] rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row : rows) {
            counts.merge(column.code(row), 1, Integer::sum);
        }
        double same = 0;
        for (int count : counts.values()) {
            same += ((double) count / rows.length) * ((double) count / rows.length);
        }
        return 1 - same;
    }

    /** Without its sign; 0 where there is none. */
    double correlation(Sample other) {
        double sum = 0;
        for (int i = 0; i < Math.min(standard.length, other.standard.length); i++) {
            sum += standard[i] * other.standard[i];
        }
        return Math.abs(sum);
    }
}
