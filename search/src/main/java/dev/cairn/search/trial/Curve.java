package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import java.util.Arrays;

/** The objective's raw metric at increasing steps; a NaN means that training diverged there. Arrays are copied in and out. */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, defined below; lists would box 10^5 trials' curves
public record Curve(int[] steps, double[] values) {
    public static final Curve EMPTY = new Curve(new int[0], new double[0]);

    public Curve {
        if (steps.length != values.length) {
            throw new InvalidSearch(
                    "a curve needs as many values as steps, got %d and %d".formatted(values.length, steps.length));
        }
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] < 1 || (i > 0 && steps[i] <= steps[i - 1])) {
                throw new InvalidSearch("the steps of a curve start at 1 and increase, got " + Arrays.toString(steps));
            }
        }
        steps = steps.clone();
        values = values.clone();
    }

    @Override
    public int[] steps() {
        return steps.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    public int length() {
        return steps.length;
    }

    public boolean isEmpty() {
        return steps.length == 0;
    }

    public int step(int index) {
        return steps[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The greatest step, or 0. */
    public int lastStep() {
        return isEmpty() ? 0 : steps[steps.length - 1];
    }

    /** The value at the last step, NaN for an empty curve. */
    public double last() {
        return isEmpty() ? Double.NaN : values[values.length - 1];
    }

    /** The best value at any step up to {@code step}; NaN if there is none. */
    public double bestUpTo(int step, Direction direction) {
        double best = Double.NaN;
        for (int i = 0; i < steps.length && steps[i] <= step; i++) {
            if (Double.isNaN(best) || direction.better(values[i], best)) {
                best = values[i];
            }
        }
        return best;
    }

    /** True if it goes as far as {@code step}. */
    public boolean reaches(int step) {
        return lastStep() >= step;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve that && Arrays.equals(steps, that.steps) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(steps) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Curve" + Arrays.toString(steps) + Arrays.toString(values);
    }
}
