package dev.cairn.server.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One record: the bytes of its fields with quotes taken off. The scanner uses one object for all records. */
public final class CsvRecord {
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int[] ends = new int[64];
    private int fields;
    private long line;

    void begin(long atLine) {
        length = 0;
        fields = 0;
        line = atLine;
    }

    void append(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = b;
    }

    void append(byte[] from, int at, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * length, length + count));
        }
        System.arraycopy(from, at, bytes, length, count);
        length += count;
    }

    void endField() {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields++] = length;
    }

    /** Bytes of the field that has begun and not ended yet. */
    int open() {
        return length - (fields == 0 ? 0 : ends[fields - 1]);
    }

    /** Takes back the blanks of the field that has begun. */
    void dropOpen() {
        length -= open();
    }

    boolean openIsBlank() {
        for (int i = length - open(); i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Nothing on the line at all. */
    boolean isBlank() {
        return fields <= 1 && length == 0;
    }

    /** The line on which the record begins, from 1. */
    public long line() {
        return line;
    }

    public int fields() {
        return fields;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** First byte of a field, blanks around it left out. */
    public int from(int field) {
        int from = field == 0 ? 0 : ends[field - 1];
        while (from < ends[field] && isBlank(bytes[from])) {
            from++;
        }
        return from;
    }

    /** One past the last byte of a field, blanks around it left out. */
    public int to(int field) {
        int to = ends[field];
        int from = field == 0 ? 0 : ends[field - 1];
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        return to;
    }

    public String text(int field) {
        int from = from(field);
        return new String(bytes, from, Math.max(0, to(field) - from), StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
