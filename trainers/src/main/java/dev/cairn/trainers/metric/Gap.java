package dev.cairn.trainers.metric;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How differently a model serves the groups that a column makes: the greatest less the smallest of their scores, from 0, less being better. Spelled
 * {@code accuracyGap(sex)}; {@code selectionRateGap(sex)} is of how often the second of two classes is predicted (demographic parity, Dwork et al.,
 * ITCS 2012). Groups of fewer than {@value #FEWEST_ROWS} rows take no part, nor do rows whose group is missing.
 *
 * @param metric empty for the selection rate
 * @param column of levels
 */
public record Gap(Optional<Metric> metric, String column) {
    public static final String SPELLING = "[A-Za-z0-9]+Gap\\(.+\\)";

    private static final Pattern PARTS = Pattern.compile("([A-Za-z0-9]+)Gap\\((.+)\\)");
    private static final String SELECTION_RATE = "selectionRate";
    private static final int FEWEST_ROWS = 10;

    /** By its spelling. */
    public static Optional<Gap> named(String name) {
        Matcher matcher = PARTS.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1).equalsIgnoreCase(SELECTION_RATE)) {
            return Optional.of(new Gap(Optional.empty(), matcher.group(2)));
        }
        return Metric.named(matcher.group(1))
                .filter(metric -> metric.quantile().isEmpty())
                .map(metric -> new Gap(Optional.of(metric), matcher.group(2)));
    }

    public String wireName() {
        return metric.map(Metric::wireName).orElse(SELECTION_RATE) + "Gap(" + column + ")";
    }

    /** NaN where fewer than two groups have a score. */
    public double of(RowSet rows, Predictions said) {
        List<Double> scores = new ArrayList<>();
        for (int[] group : groups(rows)) {
            double score = group.length < FEWEST_ROWS ? Double.NaN : score(rows.at(group), said.at(group));
            if (!Double.isNaN(score)) {
                scores.add(score);
            }
        }
        OptionalDouble most = scores.stream().mapToDouble(Double::doubleValue).max();
        OptionalDouble least = scores.stream().mapToDouble(Double::doubleValue).min();
        return scores.size() < 2 ? Double.NaN : most.getAsDouble() - least.getAsDouble();
    }

    private double score(RowSet rows, Predictions said) {
        if (metric.isPresent()) {
            return metric.get().compute(rows.target(), said);
        }
        if (said instanceof Predictions.Probabilities probabilities && probabilities.classes() == 2) {
            return IntStream.range(0, said.rows())
                    .map(probabilities::best)
                    .average()
                    .orElse(Double.NaN);
        }
        throw new InvalidFrame(wireName() + " needs two classes");
    }

    private List<int[]> groups(RowSet rows) {
        Column.Categorical levels = rows.frame().columns().stream()
                .filter(known -> known.name().equals(column) && known instanceof Column.Categorical)
                .map(Column.Categorical.class::cast)
                .findFirst()
                .orElseThrow(() -> new InvalidFrame(wireName() + " needs a feature '" + column + "' of levels"));
        return IntStream.range(0, levels.levels().size())
                .mapToObj(level -> IntStream.range(0, rows.size())
                        .filter(i -> levels.code(rows.rows()[i]) == level)
                        .toArray())
                .toList();
    }
}
