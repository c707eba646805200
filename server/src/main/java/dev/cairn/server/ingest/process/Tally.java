package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnProfile;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.LevelCount;
import dev.cairn.server.ingest.report.NumberSummary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts one column's values over the training rows. */
final class Tally {
    private static final int BINS = 20;
    private static final int TOP = 20;
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
    /** Further labels of a column that hardly repeats are not counted one by one. */
    private static final int MOST_LABELS = 100_000;

    private final ColumnSchema column;
    private final Map<String, long[]> labels = new HashMap<>();
    private double[] numbers = new double[0];
    private int count;
    private long missing;
    private long uncounted;

    Tally(ColumnSchema column) {
        this.column = column;
    }

    ColumnSchema column() {
        return column;
    }

    void number(double value) {
        if (Double.isNaN(value)) {
            missing++;
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(1024, count + (count >> 1)));
        }
        numbers[count++] = value;
    }

    void label(String label) {
        long[] known = labels.get(label);
        if (known != null) {
            known[0]++;
        } else if (labels.size() < MOST_LABELS) {
            labels.put(label, new long[] {1});
        } else {
            uncounted++;
        }
    }

    void missing() {
        missing++;
    }

    /**
     * The labels as levels of a frame: the most frequent {@value Judge#MANY_LEVELS} in alphabetical order, further ones behind them by falling
     * frequency. Of a column of whole numbers all are ordered by size.
     */
    List<String> levels() {
        List<String> all = byFrequency().map(Map.Entry::getKey).toList();
        int ordered = Math.min(all.size(), Judge.MANY_LEVELS);
        Comparator<String> order =
                column.storedAsNumber() ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder();
        return Stream.concat(all.subList(0, ordered).stream().sorted(order), all.subList(ordered, all.size()).stream())
                .toList();
    }

    private Stream<Map.Entry<String, long[]>> byFrequency() {
        return labels.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> e) -> -e.getValue()[0])
                        .thenComparing(Map.Entry.comparingByKey()));
    }

    /** The profile; sorts the numbers, so it comes last. */
    ColumnProfile profile() {
        List<LevelCount> top = byFrequency()
                .limit(TOP)
                .map(e -> new LevelCount(e.getKey(), e.getValue()[0]))
                .toList();
        Arrays.sort(numbers, 0, count);
        ColumnSchema judged = judged();
        boolean numeric = column.kind().isQuantity();
        return new ColumnProfile(
                column.name(),
                column.kind(),
                column.feature(),
                missing,
                numeric ? distinctNumbers() : labels.size() + uncounted,
                judged.flags(),
                judged.note(),
                numeric && count > 0 ? Optional.of(summary()) : Optional.empty(),
                top);
    }

    /** The column with what its values in the training rows tell beside. */
    private ColumnSchema judged() {
        if (column.kind() == ColumnKind.NUMERIC) {
            return Oddities.impossible(column.name(), numbers, count)
                    .map(note -> column.flagged(ColumnFlag.IMPOSSIBLE, note))
                    .orElse(column);
        }
        return column.kind().isLabels()
                ? Oddities.spellings(labels.keySet())
                        .map(note -> column.flagged(ColumnFlag.SPELLINGS, note))
                        .orElse(column)
                : column;
    }

    private long distinctNumbers() {
        long distinct = count > 0 ? 1 : 0;
        for (int i = 1; i < count; i++) {
            if (numbers[i] != numbers[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    private NumberSummary summary() {
        double mean = 0;
        for (int i = 0; i < count; i++) {
            mean += (numbers[i] - mean) / (i + 1);
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (numbers[i] - mean) * (numbers[i] - mean);
        }
        List<Double> quantiles =
                Arrays.stream(QUANTILES).mapToObj(this::quantile).toList();
        double deviation = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
        return new NumberSummary(numbers[0], numbers[count - 1], mean, deviation, quantiles, bins());
    }

    /** Linear interpolation between order statistics (Hyndman and Fan, The American Statistician 1996, definition 7). */
    private double quantile(double p) {
        double place = p * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return numbers[below] + (place - below) * (numbers[above] - numbers[below]);
    }

    private List<Long> bins() {
        double least = numbers[0];
        double width = numbers[count - 1] - least;
        long[] bins = new long[width > 0 && Double.isFinite(width) ? BINS : 1];
        for (int i = 0; i < count; i++) {
            bins[bins.length == 1 ? 0 : Math.min(BINS - 1, (int) ((numbers[i] - least) / width * BINS))]++;
        }
        return Arrays.stream(bins).boxed().toList();
    }
}
