package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Column.Numeric.Numbers;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The share of the target's variance that lies between bins of a feature, less what as many bins would take by chance (the correlation ratio of
 * Pearson, adjusted as by Kelley, PNAS 1935). Of classes it is the variance of their indicators together. It sees bends, but one feature at a time.
 *
 * @param answers one column per class, or the number
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Importance(int[] rows, double[][] answers) {
    private static final int BINS = 16;

    static Importance of(RowSet rows) {
        Target target = rows.target();
        if (target instanceof Target.Numbers numbers) {
            return new Importance(rows.rows(), new double[][] {numbers.values()});
        }
        Target.Classes classes = (Target.Classes) target;
        double[][] answers = new double[classes.classes()][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            answers[classes.codes()[i]][i] = 1;
        }
        return new Importance(rows.rows(), answers);
    }

    /** From below 0, for nothing told, to 1. */
    double of(Column column) {
        int[] bins = column instanceof Column.Categorical categorical
                ? levels(categorical)
                : numbers(NumberPart.numbers(column));
        int count = Arrays.stream(bins).max().orElse(0) + 1;
        double within = 0;
        double all = 0;
        for (double[] answer : answers) {
            double[] sums = new double[count];
            double[] squares = new double[count];
            int[] sizes = new int[count];
            double sum = 0;
            double square = 0;
            for (int i = 0; i < bins.length; i++) {
                sums[bins[i]] += answer[i];
                squares[bins[i]] += answer[i] * answer[i];
                sizes[bins[i]]++;
                sum += answer[i];
                square += answer[i] * answer[i];
            }
            all += square - sum * sum / bins.length;
            for (int bin = 0; bin < count; bin++) {
                within += sizes[bin] == 0 ? 0 : squares[bin] - sums[bin] * sums[bin] / sizes[bin];
            }
        }
        return bins.length <= count || all <= 0 ? 0 : 1 - within / all * (bins.length - 1) / (bins.length - count);
    }

    private int[] levels(Column.Categorical column) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] bins = new int[rows.length];
        for (int i = 0; i < bins.length; i++) {
            int next = numbers.size();
            Integer known = numbers.putIfAbsent(column.code(rows[i]), next);
            bins[i] = known == null ? next : known;
        }
        return bins;
    }

    /** Of equally many rows; equal numbers stay together, missing ones too. */
    private int[] numbers(Numbers numbers) {
        double[] cells = new double[rows.length];
        Arrays.setAll(cells, i -> numbers.at(rows[i]));
        double[] sorted = Arrays.stream(cells)
                .filter(cell -> !Double.isNaN(cell))
                .sorted()
                .toArray();
        int[] bins = new int[rows.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = Double.isNaN(cells[i])
                    ? BINS
                    : (int) ((long) Order.firstNotBelow(sorted, cells[i]) * BINS / sorted.length);
        }
        return bins;
    }
}
