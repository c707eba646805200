package dev.cairn.server.ingest.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that is wrong with an uploaded file or with the column chosen as its target.
 *
 * @param code stable, machine-readable name such as {@code ragged-row}
 * @param detail what was found, with the offending value
 * @param hint what to do about it; empty when there is nothing useful to say
 * @param line line of the uploaded file, counted from 1; empty when the fault belongs to the whole file
 * @param column name of the column, when the fault belongs to one
 */
public record DataFault(String code, String detail, String hint, OptionalLong line, Optional<String> column) {
    public DataFault {
        if (code.isBlank() || detail.isBlank()) {
            throw new IllegalArgumentException(
                    "a fault needs a code and a detail, got '" + code + "', '" + detail + "'");
        }
        if (line.isPresent() && line.getAsLong() < 1) {
            throw new IllegalArgumentException("lines are counted from 1, got " + line.getAsLong());
        }
    }

    /** A fault of the whole file. */
    public static DataFault ofFile(String code, String detail, String hint) {
        return new DataFault(code, detail, hint, OptionalLong.empty(), Optional.empty());
    }

    /** A fault at a line of the file. */
    public static DataFault atLine(long line, String code, String detail, String hint) {
        return new DataFault(code, detail, hint, OptionalLong.of(line), Optional.empty());
    }

    /** A fault of one column. */
    public static DataFault ofColumn(String column, String code, String detail, String hint) {
        return new DataFault(code, detail, hint, OptionalLong.empty(), Optional.of(column));
    }

    @Override
    public String toString() {
        String place = line.isPresent() ? "line " + line.getAsLong() + ": " : "";
        return place + detail + (hint.isEmpty() ? "" : " " + hint);
    }
}
