package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens an uploaded text file: undoes gzip, skips a byte order mark, and recognises what is no text at all by its first bytes. */
public final class CsvSource implements AutoCloseable {
    private static final int PEEK_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] beginning;
    private final boolean whole;
    private final int skipped;

    private CsvSource(InputStream in, byte[] beginning, boolean whole, int skipped) {
        this.in = in;
        this.beginning = beginning;
        this.whole = whole;
        this.skipped = skipped;
    }

    /** The opened file, or nothing and a fault. */
    public static Optional<CsvSource> open(Path file, long maxBytes, FaultList faults) throws IOException {
        InputStream in;
        try {
            in = unpacked(file, maxBytes);
        } catch (ZipException | EOFException e) {
            faults.add(unreadable(e));
            return Optional.empty();
        }
        try {
            in.mark(PEEK_BYTES);
            byte[] beginning = in.readNBytes(PEEK_BYTES);
            in.reset();
            Optional<DataFault> notText = notText(beginning);
            if (notText.isPresent()) {
                faults.add(notText.get());
                in.close();
                return Optional.empty();
            }
            int mark = startsWith(beginning, 0xEF, 0xBB, 0xBF) ? 3 : 0;
            in.skipNBytes(mark);
            boolean whole = beginning.length < PEEK_BYTES;
            return Optional.of(new CsvSource(in, Arrays.copyOfRange(beginning, mark, beginning.length), whole, mark));
        } catch (ZipException | EOFException | BoundedStream.TooLong e) {
            faults.add(unreadable(e));
            in.close();
            return Optional.empty();
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    static DataFault unreadable(IOException e) {
        return e instanceof BoundedStream.TooLong tooLong
                ? DataFault.ofFile(
                        "too-large-unpacked",
                        "The file is larger than " + tooLong.limit() + " bytes when unpacked.",
                        "")
                : DataFault.ofFile(
                        "broken-gzip", "The gzip stream is damaged: " + e.getMessage() + ".", "Pack it again.");
    }

    /** The bytes of a file, gzip undone. */
    static InputStream unpacked(Path file, long maxBytes) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), PEEK_BYTES);
        raw.mark(2);
        byte[] magic = raw.readNBytes(2);
        raw.reset();
        return startsWith(magic, 0x1F, 0x8B)
                ? new BufferedInputStream(new BoundedStream(new GZIPInputStream(raw, PEEK_BYTES), maxBytes), PEEK_BYTES)
                : raw;
    }

    private static Optional<DataFault> notText(byte[] beginning) {
        if (new String(beginning, StandardCharsets.ISO_8859_1).isBlank() || isBareMark(beginning)) {
            return Optional.of(
                    DataFault.ofFile("empty-file", "The file is empty.", "A header line and rows are needed."));
        }
        if (startsWith(beginning, 0xFF, 0xFE) || startsWith(beginning, 0xFE, 0xFF)) {
            return Optional.of(DataFault.ofFile(
                    "wrong-encoding",
                    "The file begins with the byte order mark of UTF-16, at offset 0.",
                    "Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8."));
        }
        if (startsWith(beginning, 'P', 'K', 3, 4)) {
            return Optional.of(DataFault.ofFile(
                    "not-text",
                    "The file is a zip archive, not a table.",
                    "Unpack it, or save the sheet as CSV in UTF-8."));
        }
        return Optional.empty();
    }

    private static boolean isBareMark(byte[] beginning) {
        return beginning.length == 3 && startsWith(beginning, 0xEF, 0xBB, 0xBF);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The most likely separator of values. */
    public byte delimiter() throws IOException {
        return Delimiter.of(beginning, whole);
    }

    /** Hands all records to the sink; a broken gzip stream is a fault. */
    public void scan(byte delimiter, FaultList faults, RecordSink sink) throws IOException {
        try {
            new CsvScanner(in, delimiter, faults, sink).scan(skipped);
        } catch (ZipException | EOFException | BoundedStream.TooLong e) {
            faults.add(unreadable(e));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
