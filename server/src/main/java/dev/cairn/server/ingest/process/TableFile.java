package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Dates;
import dev.cairn.server.ingest.csv.Lexeme;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        private final ResultSet row;
        private final List<ColumnSchema> columns;
        private final List<LabelColumn> parts;
        private final int sets;

        private Cells(ResultSet row, List<ColumnSchema> columns, List<LabelColumn> parts, int sets) {
            this.row = row;
            this.columns = columns;
            this.parts = parts;
            this.sets = sets;
        }

        /** The number, NaN when missing or when the cell holds no number. */
        double number(int column) throws SQLException {
            if (columns.get(column).storedAsNumber()) {
                return Database.number(row, column + 1);
            }
            String text = text(column);
            return Lexeme.of(text).isNumber() ? Double.parseDouble(text) : Double.NaN;
        }

        /** Seconds since 1970; empty when missing or when the cell holds no date. */
        OptionalLong second(int column) throws SQLException {
            String text = text(column);
            return text.isEmpty()
                    ? OptionalLong.empty()
                    : Dates.second(text, columns.get(column).format());
        }

        /** The text, empty when missing: a label is never empty. Whole numbers have no fraction. */
        String text(int column) throws SQLException {
            if (column == sets) {
                return set();
            }
            if (columns.get(column).storedAsNumber()) {
                double value = Database.number(row, column + 1);
                return Double.isNaN(value) ? "" : numberText(value);
            }
            String text = row.getString(column + 1);
            return text == null ? "" : text;
        }

        /** A 1 or 0 per part, which are read behind all others; empty when one of them is missing. */
        private String set() throws SQLException {
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

        void hash(RowHash hash, int column) throws SQLException {
            if (columns.get(column).storedAsNumber()) {
                hash.number(Database.number(row, column + 1));
                return;
            }
            String text = text(column);
            if (text.isEmpty()) {
                hash.missing();
            } else {
                hash.text(text);
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
        int[] number = new int[1];
        database.rows(path, places, limit, row -> {
            visitor.row(number[0], new Cells(row, columns, parts, sets));
            number[0] = Math.incrementExact(number[0]);
        });
    }
}
