package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Dates;
import dev.cairn.server.ingest.csv.Lexeme;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stored table with its schema: visits rows by column name.
 *
 * @param parts columns whose sets the last column of the schema, which is not stored, has; empty without any
 */
record TableFile(Database database, Path path, TableSchema schema, List<LabelColumn> parts) {
    TableFile(Database database, Path path, TableSchema schema) {
        this(database, path, schema, List.of());
    }

    /** The columns that are stored. */
    List<ColumnSchema> stored() {
        int joined = parts.isEmpty() ? 0 : 1;
        return schema.columns().subList(0, schema.columns().size() - joined);
    }

    private static final int NONE = -1;

    /** A row with the number of it, from 0. */
    @FunctionalInterface
    interface Visitor {
        void row(int number, Cells cells) throws SQLException, IOException;
    }

    /** The cells of the current row, in the order of the columns asked for, from 0. */
    static final class Cells {
        private final Chunk chunk;
        private final List<ColumnSchema> columns;
        private final List<LabelColumn> parts;
        private final int sets;
        private int row;

        private Cells(Chunk chunk, List<ColumnSchema> columns, List<LabelColumn> parts, int sets) {
            this.chunk = chunk;
            this.columns = columns;
            this.parts = parts;
            this.sets = sets;
        }

        /** The number, NaN when missing or when the cell holds no number. */
        double number(int column) {
            if (columns.get(column).storedAsNumber()) {
                return chunk.number(column, row);
            }
            String text = text(column);
            return Lexeme.of(text).isNumber() ? Double.parseDouble(text) : Double.NaN;
        }

        /** Seconds since 1970; empty when missing or when the cell holds no date. */
        OptionalLong second(int column) {
            if (chunk.coded(column) && column != sets) {
                return chunk.dictionary(column)
                        .second(chunk.code(column, row), columns.get(column).format());
            }
            String text = text(column);
            return text.isEmpty()
                    ? OptionalLong.empty()
                    : Dates.second(text, columns.get(column).format());
        }

        /** The text, empty when missing: a label is never empty. Whole numbers have no fraction. */
        String text(int column) {
            if (column == sets) {
                return set();
            }
            if (columns.get(column).storedAsNumber()) {
                double value = chunk.number(column, row);
                return Double.isNaN(value) ? "" : numberText(value);
            }
            return chunk.text(column, row);
        }

        /** A 1 or 0 per part, which are read behind all others; empty when one of them is missing. */
        private String set() {
            StringBuilder set = new StringBuilder();
            for (int part = 0; part < parts.size(); part++) {
                String text = text(columns.size() - parts.size() + part);
                if (text.isEmpty()) {
                    return "";
                }
                set.append(text.equals(parts.get(part).yes()) ? '1' : '0');
            }
            return set.toString();
        }

        void hash(RowHash hash, int column) {
            if (columns.get(column).storedAsNumber()) {
                hash.number(chunk.number(column, row));
                return;
            }
            if (chunk.coded(column) && column != sets) {
                hash.encoded(chunk.dictionary(column).hashed(chunk.code(column, row)));
            } else {
                hash.text(text(column));
            }
        }
    }

    private static String numberText(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Visits all rows in file order. */
    void visit(List<String> names, Visitor visitor) throws SQLException {
        visit(names, Long.MAX_VALUE, visitor);
    }

    /** Visits the first rows in file order. */
    void visit(List<String> names, long limit, Visitor visitor) throws SQLException {
        List<String> all = schema.names();
        List<Integer> places = new ArrayList<>(names.stream().map(all::indexOf).toList());
        int sets = parts.isEmpty() ? NONE : places.indexOf(all.size() - 1);
        if (sets != NONE) {
            // Something stored stands in its place.
            places.set(sets, all.indexOf(parts.get(0).name()));
            parts.forEach(part -> places.add(all.indexOf(part.name())));
        }
        List<ColumnSchema> columns =
                places.stream().map(place -> schema.columns().get(place)).toList();
        RowSource source = database.source(path, schema);
        List<Optional<Dictionary>> dictionaries =
                places.stream().map(source::dictionary).toList();
        String first = limit == Long.MAX_VALUE ? "" : " LIMIT " + limit;
        try (ChunkReader reader = new ChunkReader(
                database, source.select(places, columns) + first, () -> new Chunk(columns, dictionaries))) {
            int number = 0;
            for (Optional<Chunk> chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                Cells cells = new Cells(chunk.get(), columns, parts, sets);
                for (cells.row = 0; cells.row < chunk.get().rows(); cells.row++) {
                    visitor.row(number, cells);
                    number = Math.incrementExact(number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
