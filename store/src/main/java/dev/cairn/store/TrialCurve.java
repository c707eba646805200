package dev.cairn.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** One metric of one trial at increasing steps, each taken from the highest attempt that reported it. */
@SuppressWarnings(
        "ArrayRecordComponent") // copied in and out, compared by content; boxed lists cost too much for whole studies
public record TrialCurve(int trial, int[] steps, double[] values) {
    public TrialCurve {
        Checks.that(steps.length == values.length, "values", "are as many as steps", values.length);
        steps = steps.clone();
        values = values.clone();
    }

    /** The curves of one metric on each fold, in the order of the folds, as these measurements of one trial have them. */
    public static List<TrialCurve> byFold(int trial, String metric, Collection<MeasurementRow> rows) {
        List<MeasurementRow> kept = rows.stream()
                .filter(row -> !row.perFold().getOrDefault(metric, List.of()).isEmpty())
                .toList();
        int folds = kept.stream()
                .mapToInt(row -> row.perFold().getOrDefault(metric, List.of()).size())
                .min()
                .orElse(0);
        int[] steps = kept.stream().mapToInt(MeasurementRow::step).toArray();
        return IntStream.range(0, folds)
                .mapToObj(fold -> new TrialCurve(
                        trial,
                        steps,
                        kept.stream()
                                .mapToDouble(row -> row.perFold()
                                        .getOrDefault(metric, List.of())
                                        .get(fold))
                                .toArray()))
                .toList();
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
