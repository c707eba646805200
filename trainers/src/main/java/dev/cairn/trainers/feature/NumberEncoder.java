package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.feature.FeatureSpec.Missing;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A number or pixel, filled and scaled.
 *
 * @param fill stands for a missing number; NaN keeps it missing
 * @param farthest from 0 that a scaled number may be
 * @param marked whether a second feature says that the number was missing
 */
record NumberEncoder(String name, double fill, double mean, double deviation, double farthest, boolean marked)
        implements Encoder {
    /** Of scaled numbers, in their units. Training rows are hardly ever so far out; a new one could throw any sum off. */
    static final double FARTHEST = 1_000;

    static NumberEncoder fit(Column column, int[] rows, FeatureSpec spec) {
        IntToDoubleFunction cells = reader(column);
        double[] present = Arrays.stream(rows)
                .mapToDouble(cells)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        boolean scaled = spec.scaled() && !(column instanceof Column.Numeric numeric && numeric.scaled());
        double mean = scaled ? Arrays.stream(present).average().orElse(0) : 0;
        double deviation = scaled ? deviation(present, mean) : 1;
        double farthest = scaled ? FARTHEST : Float.MAX_VALUE;
        if (spec.missing() == Missing.KEPT) {
            return new NumberEncoder(column.name(), Double.NaN, mean, deviation, farthest, false);
        }
        boolean marked = present.length > 0 && present.length < rows.length;
        return new NumberEncoder(column.name(), median(present), mean, deviation, farthest, marked);
    }

    @Override
    public List<String> names() {
        return marked ? List.of(name, name + " missing") : List.of(name);
    }

    @Override
    public List<Reading> readings() {
        Reading number = new Reading(name, "per unit of " + name, mean, deviation, fill);
        return marked
                ? List.of(number, Reading.flag(name + " missing", "where " + name + " is missing"))
                : List.of(number);
    }

    @Override
    public void encode(Column column, int[] rows, float[] out, int at, int stride) {
        IntToDoubleFunction cells = reader(column);
        int place = at;
        for (int row : rows) {
            double cell = cells.applyAsDouble(row);
            boolean missing = Double.isNaN(cell);
            out[place] = (float) Order.within(((missing ? fill : cell) - mean) / deviation, farthest);
            if (marked) {
                out[place + 1] = missing ? 1 : 0;
            }
            place += stride;
        }
    }

    private static IntToDoubleFunction reader(Column column) {
        if (column instanceof Column.Numeric numeric) {
            return numeric::value;
        }
        if (column instanceof Column.Pixel pixel) {
            return pixel::value;
        }
        throw new IllegalStateException("column '" + column.name() + "' holds no numbers");
    }

    /** A column that does not vary keeps its distance from the mean, which is 0 for all training rows. */
    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(sum / Math.max(1, values.length));
        return deviation > 1e-12 * Math.abs(mean) ? deviation : 1;
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
