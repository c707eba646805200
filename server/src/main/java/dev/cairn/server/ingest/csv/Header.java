package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names in the first record, checked: they must be names, each its own. */
final class Header {
    static final int MAX_COLUMNS = 10_000;
    private static final int MAX_NAME_BYTES = 200;

    private Header() {}

    /** The names; a column without one is called by its number, as data frames with an unnamed index are common. */
    static List<String> read(CsvRecord record, byte delimiter, FaultList faults) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.fields(); i++) {
            String name = record.text(i);
            names.add(name.isEmpty() ? "column_" + (i + 1) : name);
        }
        long line = record.line();
        if (looksLikeData(names)) {
            faults.add(DataFault.atLine(
                    line,
                    "no-header",
                    "The first line looks like data, not like column names: " + abridged(names) + ".",
                    "Put a line with the column names first."));
            return names;
        }
        checkShape(names, line, delimiter, faults);
        checkDuplicates(names, line, faults);
        return names;
    }

    /** Checks names that did not come from a header line. */
    static void check(List<String> names, FaultList faults) {
        checkShape(names, 1, (byte) ',', faults);
        checkDuplicates(names, 1, faults);
    }

    private static void checkShape(List<String> names, long line, byte delimiter, FaultList faults) {
        if (names.size() < 2) {
            faults.add(DataFault.atLine(
                    line,
                    "one-column",
                    "The header has a single column '" + abridged(names) + "'; a feature and a target are needed.",
                    "Values are separated by comma, semicolon, tab or '|'; " + Delimiter.name(delimiter)
                            + " was tried."));
        }
        if (names.size() > MAX_COLUMNS) {
            faults.add(DataFault.atLine(
                    line,
                    "many-columns",
                    "The header has " + names.size() + " columns; the limit is " + MAX_COLUMNS + ".",
                    ""));
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                faults.add(DataFault.atLine(
                        line,
                        "long-name",
                        "The name of column " + (i + 1) + " is longer than " + MAX_NAME_BYTES + " bytes.",
                        "Is the header line missing?"));
            }
        }
    }

    private static void checkDuplicates(List<String> names, long line, FaultList faults) {
        Map<String, Integer> firsts = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer first = firsts.putIfAbsent(names.get(i), i + 1);
            if (first != null) {
                faults.add(DataFault.atLine(
                        line,
                        "duplicate-column",
                        "Columns " + first + " and " + (i + 1) + " are both called '" + names.get(i) + "'.",
                        "Give each column a name of its own, and make sure that the first line is the header."));
            }
        }
    }

    /** Numbers for names are data, unless they count upwards as years and positions do. */
    private static boolean looksLikeData(List<String> names) {
        List<Double> numbers = new ArrayList<>();
        boolean counting = true;
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            Lexeme lexeme = Lexeme.of(bytes, 0, bytes.length);
            if (lexeme.isNumber()) {
                double number = Double.parseDouble(name);
                counting &= lexeme == Lexeme.WHOLE
                        && name.indexOf('.') < 0
                        && (numbers.isEmpty() || number > numbers.get(numbers.size() - 1));
                numbers.add(number);
            }
        }
        boolean many = 2 * numbers.size() >= names.size() || numbers.size() >= 3;
        return many && !numbers.isEmpty() && !(counting && numbers.size() > 1);
    }

    private static String abridged(List<String> names) {
        String joined = String.join(", ", names.subList(0, Math.min(names.size(), 6)));
        String cut = joined.length() > 120 ? joined.substring(0, 120) + "…" : joined;
        return names.size() > 6 ? cut + ", …" : cut;
    }
}
