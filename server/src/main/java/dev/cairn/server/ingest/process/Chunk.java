package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Some rows of a table, column by column: numbers as numbers (NaN where missing), labels by their dictionary or as text (empty where missing). */
final class Chunk {
    private static final int CELLS = 1 << 16;
    private static final int FEWEST_ROWS = 16;
    private static final int MOST_ROWS = 4096;

    private final double[][] numbers;
    private final int[][] codes;
    private final String[][] texts;
    private final List<Optional<Dictionary>> dictionaries;
    private final int capacity;
    private int rows;

    /**
     * Room for rows.
     *
     * @param dictionaries of the columns that have one
     */
    Chunk(List<ColumnSchema> columns, List<Optional<Dictionary>> dictionaries) {
        this.dictionaries = dictionaries;
        capacity = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, CELLS / Math.max(1, columns.size())));
        numbers = new double[columns.size()][];
        codes = new int[columns.size()][];
        texts = new String[columns.size()][];
        for (int i = 0; i < columns.size(); i++) {
            boolean number = columns.get(i).storedAsNumber();
            numbers[i] = new double[number ? capacity : 0];
            boolean coded = dictionaries.get(i).isPresent();
            codes[i] = new int[coded ? capacity : 0];
            texts[i] = new String[number || coded ? 0 : capacity];
        }
    }

    boolean isFull() {
        return rows == capacity;
    }

    int rows() {
        return rows;
    }

    /** Takes the current row of a query for the same columns. */
    void add(ResultSet row) throws SQLException {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i].length > 0) {
                numbers[i][rows] = row.getDouble(i + 1);
            } else if (codes[i].length > 0) {
                codes[i][rows] = row.getInt(i + 1);
            } else {
                String text = row.getString(i + 1);
                texts[i][rows] = text == null ? "" : text;
            }
        }
        rows++;
    }

    double number(int column, int row) {
        return numbers[column][row];
    }

    String text(int column, int row) {
        return codes[column].length > 0 ? dictionary(column).text(codes[column][row]) : texts[column][row];
    }

    /** Whether the column's labels come by number. */
    boolean coded(int column) {
        return codes[column].length > 0;
    }

    int code(int column, int row) {
        return codes[column][row];
    }

    Dictionary dictionary(int column) {
        return dictionaries.get(column).orElseThrow();
    }
}
