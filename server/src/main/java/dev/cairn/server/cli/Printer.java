package dev.cairn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.util.ArrayList;
import java.util.List;

/** Prints an answer as a table, as the JSON that the server sent, or as CSV. */
final class Printer {
    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
    private static final CsvMapper CSV = CsvMapper.builder().build();

    private final Terminal terminal;

    Printer(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Format format, JsonNode answer, Table table) {
        switch (format) {
            case table -> table.lines().forEach(terminal::print);
            case json -> terminal.print(json(answer));
            case csv -> {
                terminal.print(csv(table.header()));
                table.rows().forEach(row -> terminal.print(csv(row)));
            }
        }
    }

    static String json(JsonNode answer) {
        try {
            return PRETTY.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed answer can always be written", e);
        }
    }

    private static String csv(List<String> cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) {
            safe.add(looksLikeFormula(cell) ? "'" + cell : cell);
        }
        try {
            return CSV.writeValueAsString(safe.toArray(String[]::new)).stripTrailing();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written", e);
        }
    }

    /** Whether a spreadsheet would run the cell; such a cell is written as text. */
    private static boolean looksLikeFormula(String cell) {
        if (cell.isEmpty()) {
            return false;
        }
        boolean number = cell.length() > 1 && Character.isDigit(cell.charAt(1));
        return "=+@\t\r".indexOf(cell.charAt(0)) >= 0 || (cell.charAt(0) == '-' && cell.length() > 1 && !number);
    }
}
