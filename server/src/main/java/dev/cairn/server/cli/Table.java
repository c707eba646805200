package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A table for a terminal: columns as wide as their widest cell, numbers flush right. */
final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> header) {
        this.header = List.copyOf(header);
    }

    Table row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("a row needs " + header.size() + " cells, got " + cells.size());
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The lines of the table, header first, without trailing blanks. */
    List<String> lines() {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = Math.max(
                    header.get(c).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
            numeric[c] = !rows.isEmpty() && rows.stream().allMatch(row -> looksNumeric(row.get(column)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header::get, widths, numeric));
        rows.forEach(row -> lines.add(line(row::get, widths, numeric)));
        return lines;
    }

    private static String line(IntFunction<String> cell, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String text = cell.apply(c);
            String blanks = " ".repeat(widths[c] - text.length());
            line.append(c == 0 ? "" : GAP).append(numeric[c] ? blanks + text : text + blanks);
        }
        return line.toString().stripTrailing();
    }

    private static boolean looksNumeric(String cell) {
        return cell.isEmpty()
                || cell.equals("-")
                || Character.isDigit(cell.charAt(cell.charAt(0) == '-' ? Math.min(1, cell.length() - 1) : 0));
    }
}
