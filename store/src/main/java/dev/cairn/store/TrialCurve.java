package dev.cairn.store;

import java.util.Arrays;

/** One metric of one trial at increasing steps, each taken from the highest attempt that reported it. */
@SuppressWarnings(
        "ArrayRecordComponent") // copied in and out, compared by content; boxed lists cost too much for whole studies
public record TrialCurve(int trial, int[] steps, double[] values) {
    public TrialCurve {
        Checks.that(steps.length == values.length, "values", "are as many as steps", values.length);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof TrialCurve that
                && trial == that.trial
                && Arrays.equals(steps, that.steps)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * trial + Arrays.hashCode(steps)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "TrialCurve[trial=" + trial + ", steps=" + Arrays.toString(steps) + ", values=" + Arrays.toString(values)
                + "]";
    }
}
