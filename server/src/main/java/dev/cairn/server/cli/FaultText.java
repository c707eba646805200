package dev.cairn.server.cli;

import dev.cairn.server.spec.form.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One fault as the terminal shows it: where, what, and what to do.
 *
 * @param line from 1; 0 where the fault has no place
 * @param column from 1; 0 where the fault has no place
 */
record FaultText(String pointer, int line, int column, String detail, String hint) {

    /** The lines of all faults of a specification. */
    static String of(List<Fault> faults, Optional<String> source) {
        return faults.stream()
                .map(fault -> new FaultText(
                        fault.pointer(),
                        source.isPresent() ? fault.line() : 0,
                        fault.column(),
                        fault.detail(),
                        fault.hint().orElse("")))
                .flatMap(fault -> fault.lines(source).stream())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The lines, with a caret under the place where {@code source} has it. */
    List<String> lines(Optional<String> source) {
        List<String> lines = new ArrayList<>();
        String place = line > 0 ? line + ":" + Math.max(1, column) + "  " : "";
        lines.add("");
        lines.add("  " + place + detail);
        Optional<String> text =
                source.flatMap(whole -> line > 0 ? whole.lines().skip(line - 1L).findFirst() : Optional.empty());
        if (text.isPresent()) {
            lines.add("    | " + text.get());
            lines.add("    | " + " ".repeat(Math.max(0, column - 1)) + "^");
        } else if (!pointer.isEmpty() && !pointer.equals("#")) {
            lines.add("    at " + pointer);
        }
        if (!hint.isEmpty()) {
            lines.add("    " + hint);
        }
        return lines;
    }
}
