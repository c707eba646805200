package dev.cairn.server.predict;

import dev.cairn.trainers.Answer;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.interval.Bounds;
import dev.cairn.trainers.interval.Margin;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/**
 * Predictions as CSV: {@code prediction}, for classes {@code p_LABEL} for each, and of numbers {@code lower90} and {@code upper90} for each level of
 * their intervals; of several targets a column each, and {@code p_TARGET}; of a clustering {@code cluster}, a
 * number from 1 or {@code noise}.
 */
public final class PredictionTable {
    private PredictionTable() {}

    /** Writes them, row by row. */
    public static void write(Path file, Target training, Answer answer) throws IOException {
        Predictions said = answer.predictions();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            if (said instanceof Predictions.Probabilities probabilities && training instanceof Target.Classes classes) {
                classes(out, classes.labels(), probabilities);
            } else if (said instanceof Predictions.Marginals marginals && training instanceof Target.Labels labels) {
                labels(out, labels.columns(), marginals);
            } else if (said instanceof Predictions.Clusters clusters) {
                clusters(out, clusters);
            } else {
                numbers(out, ((Predictions.Values) said).values(), answer.intervals());
            }
        }
    }

    private static void classes(BufferedWriter out, List<String> labels, Predictions.Probabilities said)
            throws IOException {
        StringBuilder line = new StringBuilder("prediction");
        labels.forEach(label -> line.append(',').append(quoted("p_" + label)));
        out.append(line).append('\n');
        for (int row = 0; row < said.rows(); row++) {
            line.setLength(0);
            line.append(quoted(labels.get(said.best(row))));
            for (int label = 0; label < labels.size(); label++) {
                line.append(',').append((float) said.of(row, label));
            }
            out.append(line).append('\n');
        }
    }

    private static void labels(BufferedWriter out, List<LabelColumn> columns, Predictions.Marginals said)
            throws IOException {
        StringJoiner header = new StringJoiner(",");
        columns.forEach(column -> header.add(quoted(column.name())));
        columns.forEach(column -> header.add(quoted("p_" + column.name())));
        out.append(header.toString()).append('\n');
        for (int row = 0; row < said.rows(); row++) {
            StringJoiner line = new StringJoiner(",");
            for (int label = 0; label < columns.size(); label++) {
                LabelColumn column = columns.get(label);
                line.add(quoted(said.of(row, label) >= 0.5 ? column.yes() : column.no()));
            }
            for (int label = 0; label < columns.size(); label++) {
                line.add(Float.toString((float) said.of(row, label)));
            }
            out.append(line.toString()).append('\n');
        }
    }

    private static void clusters(BufferedWriter out, Predictions.Clusters said) throws IOException {
        out.append("cluster\n");
        for (int row = 0; row < said.rows(); row++) {
            int cluster = said.of(row);
            out.append(cluster == Predictions.Clusters.NONE ? "noise" : Integer.toString(cluster))
                    .append('\n');
        }
    }

    private static void numbers(BufferedWriter out, double[] values, List<Bounds> intervals) throws IOException {
        StringBuilder line = new StringBuilder("prediction");
        for (Bounds bounds : intervals) {
            String percent = Margin.percent(bounds.level());
            line.append(",lower").append(percent).append(",upper").append(percent);
        }
        out.append(line).append('\n');
        for (int row = 0; row < values.length; row++) {
            line.setLength(0);
            line.append(values[row]);
            for (Bounds bounds : intervals) {
                line.append(',').append(bounds.lower()[row]).append(',').append(bounds.upper()[row]);
            }
            out.append(line).append('\n');
        }
    }

    /** What a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 && !isNumber(text) ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
    }
}
