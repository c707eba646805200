package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes rows whose form is not that of a CSV, and judges and keeps them as if it were. */
public final class RowBuilder implements Closeable {
    private final CsvRecord record = new CsvRecord();
    private final CleanCopy copy;
    private final CsvReader reader;
    private final FaultList faults;
    private final List<String> names;
    private final long maxBytes;
    private long bytes;
    private int field;

    private RowBuilder(List<String> names, CleanCopy copy, long maxBytes, FaultList faults) {
        this.names = names;
        this.copy = copy;
        this.reader = CsvReader.of(names, faults, copy);
        this.maxBytes = maxBytes;
        this.faults = faults;
    }

    /**
     * For rows of these columns.
     *
     * @param maxBytes bound of all values together, unpacked
     */
    public static RowBuilder open(Path clean, List<String> names, long maxBytes, FaultList faults) throws IOException {
        return new RowBuilder(names, new CleanCopy(Files.newOutputStream(clean)), maxBytes, faults);
    }

    /** Begins a row; values follow, one per column. */
    public void begin(long line) {
        record.begin(line);
        field = 0;
    }

    /**
     * Adds the next value of the row; nothing is a missing one.
     *
     * @throws BoundedStream.TooLong when all values together are too much
     */
    public void value(Optional<String> text) throws IOException {
        byte[] value = text.orElse("").getBytes(StandardCharsets.UTF_8);
        bytes += value.length + 1L;
        if (bytes > maxBytes) {
            throw new BoundedStream.TooLong(maxBytes);
        }
        if (value.length > CsvScanner.MAX_VALUE_BYTES) {
            faults.add(DataFault.atLine(
                    record.line(),
                    "long-value",
                    "Row " + record.line() + " holds a value longer than " + CsvScanner.MAX_VALUE_BYTES
                            + " bytes in column '" + names.get(Math.min(field, names.size() - 1)) + "'.",
                    "Leave the column out, or shorten it."));
        } else {
            for (byte b : value) {
                record.append(b);
            }
        }
        record.endField();
        field++;
    }

    public void end() throws IOException {
        reader.record(record);
    }

    /** What was read; only meaningful when no fault was added. */
    public RawTable table() {
        return reader.table();
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
