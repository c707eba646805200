package dev.cairn.server.predict;

import dev.cairn.server.ingest.csv.CsvRecord;
import dev.cairn.server.ingest.csv.CsvSource;
import dev.cairn.server.ingest.csv.Dates;
import dev.cairn.server.ingest.csv.Lexeme;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Reads CSV into a frame with the columns of another, by name and in any order; columns that it does not know are left alone. Its target means
 * nothing. A level that training never had counts as missing.
 */
public final class RowReader {
    private static final long MOST_BYTES = 4L << 30;

    private final List<Column> columns;
    private final List<Map<String, String>> levels = new ArrayList<>();
    private final FrameWriter.InMemory memory;
    private final Optional<String> someLabel;
    private final boolean numbered;
    private final FaultList faults = new FaultList();
    private int[] places = new int[0];
    private int width;

    private RowReader(Frame like) {
        this.columns = like.columns();
        this.someLabel = like.target() instanceof Target.Labels several
                ? several.sets().stream().findFirst()
                : like.target().strata().map(classes -> classes.labels().get(0));
        this.numbered = like.target() instanceof Target.Numbers;
        this.memory = FrameWriter.inMemory(schema(like));
        for (Column column : columns) {
            levels.add(column instanceof Column.Categorical labels ? spellings(labels.levels()) : Map.of());
        }
    }

    /**
     * The rows of a file.
     *
     * @throws TrainingFailure with what is wrong with them
     */
    public static Frame read(Path csv, Frame like) throws TrainingFailure, IOException {
        if (like.columns().stream().anyMatch(Column.Pixel.class::isInstance)) {
            throw new TrainingFailure(Kind.DATA, "Predicting images from CSV is not possible yet.");
        }
        RowReader reader = new RowReader(like);
        Optional<CsvSource> source = CsvSource.open(csv, MOST_BYTES, reader.faults);
        if (source.isPresent()) {
            try (CsvSource text = source.get()) {
                text.scan(text.delimiter(), reader.faults, reader::record);
            }
        }
        if (reader.faults.isEmpty() && reader.memory.rows().rows() == 0) {
            reader.faults.add(
                    DataFault.ofFile("no-rows", "There are no rows to predict.", "A header and rows are needed."));
        }
        if (!reader.faults.isEmpty()) {
            throw new TrainingFailure(
                    Kind.DATA,
                    reader.faults.all().stream().map(DataFault::toString).collect(Collectors.joining(" ")));
        }
        return reader.memory.frame();
    }

    private static FrameSchema schema(Frame like) {
        List<Feature> features = new ArrayList<>();
        for (Column column : like.columns()) {
            features.add(feature(column));
        }
        return new FrameSchema(features, target(like), like.image());
    }

    private static FrameSchema.TargetColumn target(Frame like) {
        if (like.target() instanceof Target.Labels several) {
            return new FrameSchema.ClassTarget(like.targetName(), several.sets(), several.columns());
        }
        if (like.target() instanceof Target.Unlabelled) {
            return new FrameSchema.NoTarget();
        }
        return like.target() instanceof Target.Classes classes
                ? new FrameSchema.ClassTarget(like.targetName(), classes.labels())
                : new FrameSchema.NumberTarget(like.targetName());
    }

    private static Feature feature(Column column) {
        if (column instanceof Column.Categorical labels) {
            return new Feature(column.name(), labels.kind(), labels.levels());
        }
        if (column instanceof Column.Text) {
            return Feature.text(column.name());
        }
        return column instanceof Column.Instant ? Feature.datetime(column.name()) : Feature.numeric(column.name());
    }

    /** Levels by their spelling, and by their spelling in small letters where that is nobody else's. */
    private static Map<String, String> spellings(List<String> levels) {
        Map<String, String> spellings = new HashMap<>();
        levels.forEach(level -> spellings.put(level.toLowerCase(Locale.ROOT), level));
        levels.forEach(level -> spellings.put(level, level));
        return spellings;
    }

    private void record(CsvRecord record) throws IOException {
        if (width == 0) {
            header(record);
            return;
        }
        if (!faults.isEmpty()) {
            return;
        }
        if (record.fields() != width) {
            faults.add(DataFault.atLine(
                    record.line(),
                    "ragged-row",
                    "Line " + record.line() + " has " + record.fields() + " values; the header has " + width + ".",
                    "Each line needs one value per column."));
            return;
        }
        FrameWriter rows = memory.rows();
        for (int column = 0; column < columns.size(); column++) {
            cell(rows, column, record, places[column]);
        }
        if (someLabel.isPresent()) {
            rows.label(someLabel.get());
        } else if (numbered) {
            rows.target(0);
        }
        rows.endRow();
    }

    private void header(CsvRecord record) {
        width = record.fields();
        Map<String, Integer> named = new HashMap<>();
        for (int field = 0; field < width; field++) {
            String name = record.text(field);
            named.putIfAbsent(name.isEmpty() ? "column_" + (field + 1) : name, field);
        }
        places = new int[columns.size()];
        for (int column = 0; column < places.length; column++) {
            String name = columns.get(column).name();
            Integer place = named.get(name);
            if (place == null) {
                faults.add(DataFault.ofColumn(
                        name, "missing-column", "There is no column '" + name + "'.", "The model learned from it."));
            } else {
                places[column] = place;
            }
        }
    }

    private void cell(FrameWriter rows, int column, CsvRecord record, int field) throws IOException {
        Lexeme lexeme = Lexeme.of(record.bytes(), record.from(field), record.to(field));
        if (lexeme == Lexeme.MISSING || lexeme == Lexeme.INFINITE) {
            return;
        }
        String text = record.text(field);
        if (columns.get(column) instanceof Column.Categorical) {
            Map<String, String> known = levels.get(column);
            String level = known.get(text);
            rows.category(column, level != null ? level : known.get(text.toLowerCase(Locale.ROOT)));
            return;
        }
        if (columns.get(column) instanceof Column.Text) {
            rows.text(column, text);
            return;
        }
        OptionalLong second = Dates.second(text, Optional.empty());
        if (columns.get(column) instanceof Column.Numeric) {
            double number = lexeme == Lexeme.DATE && second.isPresent()
                    ? second.getAsLong() / Dates.SECONDS_A_DAY
                    : number(text, record, column);
            rows.numeric(column, Math.abs(number) <= Float.MAX_VALUE ? (float) number : Float.NaN);
        } else if (second.isPresent()) {
            rows.instant(column, second.getAsLong());
        } else {
            unfit(text, record, column, "no date in the form 2026-11-21 or 2026-11-21T09:12:03Z", "of dates");
        }
    }

    private double number(String text, CsvRecord record, int column) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            unfit(text, record, column, "no number", "of numbers");
            return Double.NaN;
        }
    }

    private void unfit(String text, CsvRecord record, int column, String what, String kind) {
        String name = columns.get(column).name();
        faults.add(new DataFault(
                "unfit-value",
                "Line %d: '%s' is %s, and '%s' is a column %s.".formatted(record.line(), text, what, name, kind),
                "Leave the cell empty where the value is not known.",
                OptionalLong.of(record.line()),
                Optional.of(name)));
    }
}
