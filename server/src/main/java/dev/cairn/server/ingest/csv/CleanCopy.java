package dev.cairn.server.ingest.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes records in the one plain form that the database is then told to read: comma, LF, no header, blanks around values gone, missing values
 * empty. Nothing is left for its sniffer to guess.
 */
public final class CleanCopy implements Closeable {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int used;

    public CleanCopy(OutputStream out) {
        this.out = out;
    }

    /** Writes a value; nothing between {@code from} and {@code to} is a missing one. */
    public void value(byte[] bytes, int from, int to) throws IOException {
        if (needsQuotes(bytes, from, to)) {
            write((byte) '"');
            for (int i = from; i < to; i++) {
                write(isNewline(bytes[i]) ? (byte) ' ' : bytes[i]);
                if (bytes[i] == '"') {
                    write((byte) '"');
                }
            }
            write((byte) '"');
            return;
        }
        plain(bytes, from, to);
    }

    /** Writes a value that has neither quotes nor commas nor line ends. */
    public void plain(byte[] bytes, int from, int to) throws IOException {
        if (to - from > buffer.length - used) {
            flush();
        }
        if (to - from > buffer.length) {
            out.write(bytes, from, to - from);
            return;
        }
        System.arraycopy(bytes, from, buffer, used, to - from);
        used += to - from;
    }

    public void separator() throws IOException {
        write((byte) ',');
    }

    public void endRow() throws IOException {
        write((byte) '\n');
    }

    private static boolean needsQuotes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || isNewline(b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNewline(byte b) {
        return b == '\n' || b == '\r';
    }

    private void write(byte b) throws IOException {
        if (used == buffer.length) {
            flush();
        }
        buffer[used++] = b;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
