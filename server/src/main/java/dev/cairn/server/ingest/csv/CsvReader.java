package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads an uploaded CSV once: checks every record, learns what the columns look like, and leaves a {@link CleanCopy}. */
public final class CsvReader implements RecordSink {
    /** Fewer rows cannot be folded, let alone sealed. */
    public static final int FEWEST_ROWS = 10;

    private final FaultList faults;
    private final CleanCopy copy;
    private final byte delimiter;
    private final List<ColumnFacts> columns = new ArrayList<>();
    private long rows;

    private CsvReader(FaultList faults, CleanCopy copy, byte delimiter) {
        this.faults = faults;
        this.copy = copy;
        this.delimiter = delimiter;
    }

    /** What was read; only meaningful when no fault was added. */
    public static RawTable read(Path source, Path clean, long maxBytes, FaultList faults) throws IOException {
        var opened = CsvSource.open(source, maxBytes, faults);
        if (opened.isEmpty()) {
            return new RawTable(0, List.of());
        }
        try (CsvSource csv = opened.get();
                CleanCopy copy = new CleanCopy(Files.newOutputStream(clean))) {
            byte delimiter = csv.delimiter();
            CsvReader reader = new CsvReader(faults, copy, delimiter);
            csv.scan(delimiter, faults, reader);
            return reader.table();
        }
    }

    /** For records of columns whose names are known. */
    static CsvReader of(List<String> names, FaultList faults, CleanCopy copy) {
        CsvReader reader = new CsvReader(faults, copy, (byte) ',');
        Header.check(names, faults);
        names.forEach(name -> reader.columns.add(new ColumnFacts(name)));
        return reader;
    }

    RawTable table() {
        if (faults.isEmpty() && rows < FEWEST_ROWS) {
            faults.add(DataFault.ofFile(
                    "too-few-rows", "The file has " + rows + " rows; at least " + FEWEST_ROWS + " are needed.", ""));
        }
        return new RawTable(rows, columns);
    }

    @Override
    public void record(CsvRecord record) throws IOException {
        if (columns.isEmpty()) {
            Header.read(record, delimiter, faults).forEach(name -> columns.add(new ColumnFacts(name)));
            return;
        }
        rows++;
        if (record.fields() != columns.size()) {
            faults.add(ragged(record));
            return;
        }
        for (int i = 0; i < record.fields(); i++) {
            int from = record.from(i);
            int to = record.to(i);
            Lexeme lexeme = Lexeme.of(record.bytes(), from, to);
            columns.get(i).add(lexeme, record, i, from, to);
            if (i > 0) {
                copy.separator();
            }
            if (lexeme.isNumber() || lexeme == Lexeme.DATE) {
                copy.plain(record.bytes(), from, to);
            } else if (lexeme != Lexeme.MISSING && lexeme != Lexeme.INFINITE) {
                copy.value(record.bytes(), from, to);
            }
        }
        copy.endRow();
    }

    private DataFault ragged(CsvRecord record) {
        return DataFault.atLine(
                record.line(),
                "ragged-row",
                "Line " + record.line() + " has " + record.fields() + (record.fields() == 1 ? " value" : " values")
                        + "; the header has " + columns.size() + ".",
                "Each line needs one value per column; put values that hold " + Delimiter.name(delimiter)
                        + " in quotes.");
    }
}
