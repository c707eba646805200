package dev.cairn.trainers.feature;

import dev.cairn.search.math.Normal;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Column.Numeric.Numbers;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSettings.Missing;
import dev.cairn.trainers.feature.FeatureSettings.Scaling;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers filled, pulled in and scaled, in this order.
 *
 * @param fill stands for a missing number; NaN keeps it missing
 * @param marked whether a second feature says that the number was missing
 * @param scale bends or NONE
 */
record NumberPart(double fill, boolean marked, double low, double high, Scale scale) implements Part {
    /** More knots than these hardly move a rank. */
    private static final int MOST_KNOTS = 200;

    /** From a number to the scale that models see it on. */
    interface Scale {
        double of(double value);
    }

    /** Nothing chosen: the trainer may scale. */
    record Unscaled() implements Scale {
        @Override
        public double of(double value) {
            return value;
        }
    }

    record Affine(double centre, double unit, double farthest) implements Scale {
        @Override
        public double of(double value) {
            return Order.within((value - centre) / unit, farthest);
        }
    }

    /** Straight lines between knots; level beyond them. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Knots(double[] at, double[] levels) implements Scale {
        @Override
        public double of(double value) {
            int place = Arrays.binarySearch(at, value);
            if (place >= 0) {
                return levels[place];
            }
            int above = -place - 1;
            if (above == 0 || above == at.length) {
                return levels[Math.min(above, at.length - 1)];
            }
            double way = (value - at[above - 1]) / (at[above] - at[above - 1]);
            return levels[above - 1] + way * (levels[above] - levels[above - 1]);
        }
    }

    static Part fit(Numbers numbers, int[] rows, FeatureSettings settings) {
        double[] present = new double[rows.length];
        int count = 0;
        for (int row : rows) {
            float value = numbers.at(row);
            if (!Float.isNaN(value)) {
                present[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(present, count);
        Arrays.sort(sorted);
        boolean marked = settings.missing() != Missing.OWN && settings.indicators() && count > 0 && count < rows.length;
        double fill = fill(sorted, settings);
        double low = count == 0 ? 0 : Order.quantile(sorted, settings.winsorize());
        double high = count == 0 ? 0 : Order.quantile(sorted, 1 - settings.winsorize());
        boolean clipped = settings.winsorize() > 0 && count > 0;
        double least = clipped ? low : Double.NEGATIVE_INFINITY;
        double most = clipped ? high : Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            sorted[i] = Math.max(least, Math.min(most, sorted[i]));
        }
        return new NumberPart(fill, marked, least, most, scale(sorted, settings.scaling()));
    }

    private static double fill(double[] sorted, FeatureSettings settings) {
        return switch (settings.missing()) {
            // Without marks a trainer that fills must find nothing to fill.
            case OWN -> settings.indicators() ? Double.NaN : Order.quantile(sorted, 0.5);
            case MEAN -> Arrays.stream(sorted).average().orElse(0);
            case MEDIAN -> Order.quantile(sorted, 0.5);
            case MOST_FREQUENT -> Order.mostFrequent(sorted);
            case CONSTANT -> settings.constant();
        };
    }

    private static Scale scale(double[] sorted, Scaling scaling) {
        return switch (scaling) {
            case OWN -> new Unscaled();
            case NONE -> new Affine(0, 1, Float.MAX_VALUE);
            case STANDARD -> standard(sorted);
            case ROBUST -> {
                double apart = Order.quantile(sorted, 0.75) - Order.quantile(sorted, 0.25);
                yield apart > 0
                        ? new Affine(Order.quantile(sorted, 0.5), apart, NumberEncoder.FARTHEST)
                        : standard(sorted);
            }
            case QUANTILE -> knots(sorted);
        };
    }

    private static Scale standard(double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElse(0);
        double variance = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double deviation = Math.sqrt(variance);
        return new Affine(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 1, NumberEncoder.FARTHEST);
    }

    /** Equal numbers share the middle of their ranks. */
    private static Scale knots(double[] sorted) {
        if (sorted.length == 0) {
            return new Affine(0, 1, NumberEncoder.FARTHEST);
        }
        int wanted = Math.min(MOST_KNOTS, sorted.length);
        double[] at = new double[wanted];
        double[] levels = new double[wanted];
        int knots = 0;
        for (int knot = 0; knot < wanted; knot++) {
            double value = sorted[(int) ((knot + 0.5) / wanted * sorted.length)];
            if (knots == 0 || value > at[knots - 1]) {
                int first = Order.firstNotBelow(sorted, value);
                int after = Order.firstAbove(sorted, value);
                at[knots] = value;
                levels[knots++] = Normal.quantile((first + after) / 2.0 / sorted.length);
            }
        }
        return new Knots(Arrays.copyOf(at, knots), Arrays.copyOf(levels, knots));
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        Numbers numbers = numbers(column);
        Numbers made = row -> {
            float cell = numbers.at(row);
            double value = Float.isNaN(cell) ? fill : cell;
            return Double.isNaN(value) ? Float.NaN : (float) scale.of(Math.max(low, Math.min(high, value)));
        };
        Column.Numeric filled = scale instanceof Unscaled
                ? Column.Numeric.of(column.name(), made)
                : Column.Numeric.scaled(column.name(), made);
        return marked
                ? List.of(
                        filled,
                        Column.Numeric.scaled(column.name() + " missing", row -> Float.isNaN(numbers.at(row)) ? 1 : 0))
                : List.of(filled);
    }

    static Numbers numbers(Column column) {
        return column instanceof Column.Pixel pixel ? pixel::value : ((Column.Numeric) column)::value;
    }
}
