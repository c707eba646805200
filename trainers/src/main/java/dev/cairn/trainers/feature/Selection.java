package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which features a model sees, chosen on the rows it learns from. */
record Selection(List<Integer> kept) {
    /** More rows than these hardly move a correlation or an importance. */
    private static final int MOST_ROWS = 5_000;

    private static final int ROWS_OF_MANY = 1_000;
    private static final int MANY_COLUMNS = 200;

    Selection {
        kept = List.copyOf(kept);
    }

    static Selection fit(RowSet rows, FeatureSettings settings) {
        List<Column> columns = rows.frame().columns();
        int most = columns.size() > MANY_COLUMNS ? ROWS_OF_MANY : MOST_ROWS;
        RowSet some = sample(rows, most);
        List<Sample> samples =
                columns.stream().map(column -> Sample.of(column, some.rows())).toList();
        List<Integer> left = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            if (settings.minVariance() == 0 || samples.get(c).variance() >= settings.minVariance()) {
                left.add(c);
            }
        }
        if (settings.maxCorrelation() < 1) {
            left = apart(left, samples, settings.maxCorrelation());
        }
        if (settings.keep() < 1) {
            left = best(left, columns, some, settings.keep());
        }
        return new Selection(left.isEmpty() ? List.of(0) : left);
    }

    private static RowSet sample(RowSet rows, int most) {
        int stride = (rows.size() + most - 1) / most;
        return stride <= 1
                ? rows
                : rows.at(IntStream.range(0, rows.size() / stride)
                        .map(i -> i * stride)
                        .toArray());
    }

    /** Of two that go together, the first stays. */
    private static List<Integer> apart(List<Integer> candidates, List<Sample> samples, double most) {
        List<Integer> kept = new ArrayList<>();
        for (int candidate : candidates) {
            if (kept.stream().noneMatch(other -> samples.get(candidate).correlation(samples.get(other)) > most)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Integer> best(List<Integer> candidates, List<Column> columns, RowSet rows, double share) {
        Importance importance = Importance.of(rows);
        double[] told = new double[columns.size()];
        for (int candidate : candidates) {
            told[candidate] = importance.of(columns.get(candidate));
        }
        int wanted = Math.max(1, (int) Math.ceil(share * candidates.size()));
        return candidates.stream()
                .sorted(Comparator.comparingDouble((Integer candidate) -> -told[candidate]))
                .limit(wanted)
                .sorted()
                .toList();
    }

    List<Column> of(List<Column> columns) {
        return kept.stream().map(columns::get).toList();
    }
}
