package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the rows of a table as frames, one for each side. */
final class FrameCopy {
    private final FrameSchema schema;
    private final List<ColumnSchema> features;
    private final List<Set<String>> levels;
    private final double pixelScale;

    /**
     * A copy into frames of this schema.
     *
     * @param pixelScale stretches pixels to 0..255
     */
    FrameCopy(FrameSchema schema, List<ColumnSchema> features, double pixelScale) {
        this.schema = schema;
        this.features = features;
        this.levels = schema.columns().stream()
                .<Set<String>>map(c -> new HashSet<>(c.levels()))
                .toList();
        this.pixelScale = pixelScale;
    }

    /** Writes the rows of each of these sides into its file. */
    void write(TableFile table, Sides sides, Map<Side, Path> files) throws IOException, SQLException {
        List<String> names =
                new ArrayList<>(features.stream().map(ColumnSchema::name).toList());
        if (!(schema.target() instanceof FrameSchema.NoTarget)) {
            names.add(schema.target().name());
        }
        Map<Side, FrameWriter> writers = new EnumMap<>(Side.class);
        try {
            for (Map.Entry<Side, Path> file : files.entrySet()) {
                writers.put(
                        file.getKey(),
                        file.getKey() == Side.SEALED
                                ? FrameFile.sealedWriter(file.getValue(), schema)
                                : FrameFile.writer(file.getValue(), schema));
            }
            table.visit(names, (row, cells) -> {
                FrameWriter writer = writers.get(sides.side(row));
                if (writer != null) {
                    row(writer, cells, sides, row);
                }
            });
            for (FrameWriter writer : writers.values()) {
                writer.finish();
            }
        } finally {
            for (FrameWriter writer : writers.values()) {
                writer.close();
            }
        }
    }

    private void row(FrameWriter writer, TableFile.Cells cells, Sides sides, int row) throws SQLException, IOException {
        for (int i = 0; i < features.size(); i++) {
            cell(writer, cells, i);
        }
        int target = features.size();
        if (schema.target() instanceof FrameSchema.ClassTarget) {
            writer.label(cells.text(target));
        } else if (schema.target() instanceof FrameSchema.NumberTarget) {
            writer.target(cells.number(target));
        }
        if (schema.marked()) {
            writer.mark(sides.mark(row));
        }
        writer.group(sides.group(row)).endRow();
    }

    private void cell(FrameWriter writer, TableFile.Cells cells, int i) throws SQLException, IOException {
        switch (features.get(i).kind()) {
            case NUMERIC -> writer.numeric(i, finite(cells.number(i)));
            case PIXEL -> writer.pixel(i, (int) Math.min(255, Math.round(cells.number(i) * pixelScale)));
            case DATETIME -> writer.instant(i, cells.second(i).orElse(Column.Instant.MISSING));
            case CATEGORICAL, BOOLEAN, ORDINAL -> {
                String level = cells.text(i);
                writer.category(i, levels.get(i).contains(level) ? level : null);
            }
            case TEXT -> {
                String text = cells.text(i);
                writer.text(i, text.isEmpty() ? null : text);
            }
            case IDENTIFIER ->
                throw new IllegalStateException(
                        "an identifier is never a feature: " + features.get(i).name());
        }
    }

    /** Doubles beyond the range of a float count as missing, as infinities do. */
    private static float finite(double value) {
        return Double.isFinite(value) && Math.abs(value) <= Float.MAX_VALUE ? (float) value : Float.NaN;
    }
}
