package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits delimited text (RFC 4180, any one-byte delimiter; LF, CRLF or CR ends a line) into records in one pass and bounded memory. It is
 * strict where readers usually guess: bytes that are no UTF-8, NUL bytes, quotes that never close and oversized values are faults.
 */
public final class CsvScanner {
    /** Longest value in bytes. Longer ones are nearly always a quote that never closes. */
    public static final int MAX_VALUE_BYTES = 1 << 16;

    private enum State {
        PLAIN,
        QUOTED,
        /** After a quote inside a quoted field: the end of the field, or half of an escaped quote. */
        QUOTE_SEEN
    }

    private final InputStream in;
    private final byte delimiter;
    private final FaultList faults;
    private final RecordSink sink;
    private final CsvRecord record = new CsvRecord();
    private final Utf8 utf8 = new Utf8();
    private State state = State.PLAIN;
    private long offset;
    private long line = 1;
    private long quoteLine;
    private boolean afterCarriageReturn;
    private byte leadByte;
    private long leadOffset;
    private boolean encodingFaultSeen;
    private boolean stopped;

    public CsvScanner(InputStream in, byte delimiter, FaultList faults, RecordSink sink) {
        this.in = in;
        this.delimiter = delimiter;
        this.faults = faults;
        this.sink = sink;
    }

    /**
     * Reads to the end, or to a fault after which nothing further makes sense.
     *
     * @param startOffset bytes of the file that were taken off before, such as a byte order mark
     */
    public void scan(long startOffset) throws IOException {
        offset = startOffset;
        record.begin(line);
        byte[] buffer = new byte[1 << 16];
        int count = in.read(buffer);
        while (count >= 0 && !stopped) {
            int at = 0;
            while (at < count && !stopped) {
                int run = ordinary(buffer, at, count);
                if (run > 0) {
                    append(buffer, at, run);
                } else {
                    next(buffer[at]);
                    run = 1;
                }
                at += run;
                offset += run;
            }
            count = in.read(buffer);
        }
        if (!stopped) {
            end();
        }
    }

    /** How many bytes from here on are nothing but parts of a value. */
    private int ordinary(byte[] buffer, int from, int to) {
        if (state != State.PLAIN || !utf8.complete()) {
            return 0;
        }
        int at = from;
        while (at < to && ordinary(buffer[at])) {
            at++;
        }
        return at - from;
    }

    private boolean ordinary(byte b) {
        return b > '"' ? b != delimiter : b > 0 && b != delimiter && b != '\n' && b != '\r' && b != '"';
    }

    private void append(byte[] buffer, int from, int count) {
        afterCarriageReturn = false;
        record.append(buffer, from, count);
        if (record.open() > MAX_VALUE_BYTES) {
            stop(tooLong());
        }
    }

    private void next(byte b) throws IOException {
        if (b <= 0 || !utf8.complete()) {
            checkEncoding(b);
            if (stopped) {
                return;
            }
        }
        switch (state) {
            case PLAIN -> plain(b);
            case QUOTED -> quoted(b);
            case QUOTE_SEEN -> quoteSeen(b);
        }
    }

    private void plain(byte b) throws IOException {
        if (b == delimiter) {
            afterCarriageReturn = false;
            record.endField();
        } else if (b == '\n' || b == '\r') {
            newline(b);
        } else if (b == '"' && record.openIsBlank()) {
            record.dropOpen();
            state = State.QUOTED;
            quoteLine = line;
            afterCarriageReturn = false;
        } else {
            append(b);
        }
    }

    private void quoted(byte b) {
        if (b == '"') {
            state = State.QUOTE_SEEN;
            return;
        }
        if (b == '\n') {
            line++;
        }
        append(b);
    }

    private void quoteSeen(byte b) throws IOException {
        if (b == '"') {
            state = State.QUOTED;
            append(b);
        } else if (b == delimiter) {
            state = State.PLAIN;
            record.endField();
        } else if (b == '\n' || b == '\r') {
            state = State.PLAIN;
            newline(b);
        } else if (b != ' ' && b != '\t') {
            stop(DataFault.atLine(
                    quoteLine,
                    "unclosed-quote",
                    "A quoted value begins on line " + quoteLine + " and its closing quote on line " + line
                            + " is followed by more text.",
                    "Close the quote, or double each quote inside a quoted value."));
        }
    }

    private void newline(byte b) throws IOException {
        if (b == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            record.begin(line);
            return;
        }
        afterCarriageReturn = b == '\r';
        endRecord();
        line++;
        record.begin(line);
    }

    private void append(byte b) {
        afterCarriageReturn = false;
        record.append(b);
        if (record.open() > MAX_VALUE_BYTES) {
            stop(tooLong());
        }
    }

    private DataFault tooLong() {
        return state == State.PLAIN
                ? DataFault.atLine(
                        record.line(),
                        "long-value",
                        "A value is longer than " + MAX_VALUE_BYTES + " bytes.",
                        "Is this a text file with one record per line?")
                : DataFault.atLine(
                        quoteLine,
                        "unclosed-quote",
                        "The quoted value that begins on line " + quoteLine + " is longer than " + MAX_VALUE_BYTES
                                + " bytes.",
                        "Is its quote ever closed?");
    }

    private void endRecord() throws IOException {
        if (record.isBlank()) {
            return;
        }
        record.endField();
        sink.record(record);
    }

    private void end() throws IOException {
        if (state == State.QUOTED) {
            stop(DataFault.atLine(
                    quoteLine,
                    "unclosed-quote",
                    "The quote opened on line " + quoteLine + " is never closed.",
                    "Close it, or double each quote inside a quoted value."));
        } else if (!utf8.complete()) {
            encodingFault();
        } else {
            endRecord();
        }
    }

    private void checkEncoding(byte b) {
        if (b == 0) {
            stop(DataFault.atLine(
                    line,
                    "nul-byte",
                    "Line " + line + " holds a NUL byte, at offset " + offset + ".",
                    "Text never does: is this a binary file, or UTF-16? Save it as UTF-8."));
            return;
        }
        if (utf8.complete()) {
            leadByte = b;
            leadOffset = offset;
        }
        if (!utf8.accepts(b)) {
            encodingFault();
        }
    }

    /** Only the first one is told: in a file of another encoding there are thousands. */
    private void encodingFault() {
        if (encodingFaultSeen) {
            return;
        }
        encodingFaultSeen = true;
        faults.add(DataFault.atLine(
                line,
                "wrong-encoding",
                String.format("Byte 0x%02X on line %d, at offset %d, is not valid UTF-8.", leadByte, line, leadOffset),
                "Save the file as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8."));
    }

    private void stop(DataFault fault) {
        faults.add(fault);
        stopped = true;
    }
}
