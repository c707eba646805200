package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Dates;
import dev.cairn.server.ingest.csv.Lexeme;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** A stored table with its schema: visits rows by column name. */
record TableFile(Database database, Path path, TableSchema schema) {
    /** A row with the number of it, from 0. */
    @FunctionalInterface
    interface Visitor {
        void row(int number, Cells cells) throws SQLException, IOException;
    }

    /** The cells of the current row, in the order of the columns asked for, from 0. */
    static final class Cells {
        private final ResultSet row;
        private final List<ColumnSchema> columns;

        private Cells(ResultSet row, List<ColumnSchema> columns) {
            this.row = row;
            this.columns = columns;
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
            if (columns.get(column).storedAsNumber()) {
                double value = Database.number(row, column + 1);
                return Double.isNaN(value) ? "" : numberText(value);
            }
            String text = row.getString(column + 1);
            return text == null ? "" : text;
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
        List<ColumnSchema> columns = names.stream()
                .map(name -> schema.columns().get(all.indexOf(name)))
                .toList();
        int[] number = new int[1];
        database.rows(path, names.stream().map(all::indexOf).toList(), limit, row -> {
            visitor.row(number[0], new Cells(row, columns));
            number[0] = Math.incrementExact(number[0]);
        });
    }
}
