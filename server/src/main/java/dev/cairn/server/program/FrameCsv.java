package dev.cairn.server.program;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Training rows as a table that every language reads: a header, the features, the target last, a missing value as an empty cell. */
final class FrameCsv {
    private FrameCsv() {}

    static void write(Path frameFile, Path csv) throws IOException {
        Frame frame = FrameFile.map(frameFile);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            for (Column column : frame.columns()) {
                out.write(quoted(column.name()));
                out.write(',');
            }
            out.write(quoted(frame.targetName()));
            out.write('\n');
            for (int row = 0; row < frame.rows(); row++) {
                for (Column column : frame.columns()) {
                    out.write(cell(column, row));
                    out.write(',');
                }
                out.write(target(frame.target(), row));
                out.write('\n');
            }
        }
    }

    private static String cell(Column column, int row) {
        if (column instanceof Column.Numeric numeric) {
            float value = numeric.value(row);
            return Float.isNaN(value) ? "" : Float.toString(value);
        } else if (column instanceof Column.Pixel pixel) {
            return Integer.toString(pixel.value(row));
        } else if (column instanceof Column.Instant instant) {
            long second = instant.second(row);
            return second == Column.Instant.MISSING
                    ? ""
                    : Instant.ofEpochSecond(second).toString();
        } else if (column instanceof Column.Text prose) {
            return prose.text(row).map(FrameCsv::quoted).orElse("");
        }
        Column.Categorical categorical = (Column.Categorical) column;
        int code = categorical.code(row);
        return code == Column.Categorical.MISSING
                ? ""
                : quoted(categorical.levels().get(code));
    }

    private static String target(Target target, int row) {
        return target instanceof Target.Classes classes
                ? quoted(classes.labels().get(classes.codes()[row]))
                : Double.toString(((Target.Numbers) target).values()[row]);
    }

    /** RFC 4180, section 2. */
    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
