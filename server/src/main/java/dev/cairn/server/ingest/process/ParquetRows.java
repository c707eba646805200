package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.BoundedStream;
import dev.cairn.server.ingest.csv.RawTable;
import dev.cairn.server.ingest.csv.RowBuilder;
import dev.cairn.server.ingest.csv.TypedTable;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a Parquet file with the database, and keeps its types: texts stay texts though they look like numbers. */
final class ParquetRows {
    private ParquetRows() {}

    /** What was read; only meaningful when no fault was added. */
    static TypedTable read(Database database, Path source, Path clean, long maxBytes, FaultList faults)
            throws IOException {
        TypedTable nothing = new TypedTable(new RawTable(0, List.of()), Map.of());
        try {
            List<Database.Field> fields = database.fields(source);
            Map<String, ColumnKind> declared = new HashMap<>();
            fields.forEach(field -> check(field, declared, faults));
            if (!faults.isEmpty()) {
                return nothing;
            }
            List<String> names = fields.stream().map(Database.Field::name).toList();
            try (RowBuilder rows = RowBuilder.open(clean, names, maxBytes, faults)) {
                long[] line = {0};
                database.texts(source, fields, row -> {
                    rows.begin(++line[0]);
                    for (int i = 1; i <= names.size(); i++) {
                        rows.value(Optional.ofNullable(row.getString(i)));
                    }
                    rows.end();
                });
                return new TypedTable(faults.isEmpty() ? rows.table() : nothing.table(), declared);
            }
        } catch (java.io.UncheckedIOException e) {
            if (e.getCause() instanceof BoundedStream.TooLong tooLong) {
                faults.add(DataFault.ofFile(
                        "too-large-unpacked",
                        "The file is larger than " + tooLong.limit() + " bytes when unpacked.",
                        ""));
                return nothing;
            }
            throw e;
        } catch (SQLException e) {
            // DuckDB names its copy, which is a place of the server and means nothing to who sent the file.
            String said = String.valueOf(e.getMessage())
                    .replace(source.toString(), "the upload")
                    .lines()
                    .findFirst()
                    .orElse("");
            faults.add(DataFault.ofFile(
                    "broken-parquet", "The Parquet file can not be read: " + said + ".", "Write it again."));
            return nothing;
        }
    }

    private static void check(Database.Field field, Map<String, ColumnKind> declared, FaultList faults) {
        String type = field.type().toUpperCase(Locale.ROOT);
        if (type.contains("[") || type.startsWith("STRUCT") || type.startsWith("MAP") || type.equals("BLOB")) {
            faults.add(DataFault.ofColumn(
                    field.name(),
                    "nested-column",
                    "Column '" + field.name() + "' holds " + field.type() + ", which is no single value.",
                    "Leave it out, or spread it over columns of its own."));
        } else if (type.startsWith("VARCHAR") || type.startsWith("ENUM")) {
            declared.put(field.name(), ColumnKind.TEXT);
        }
    }
}
