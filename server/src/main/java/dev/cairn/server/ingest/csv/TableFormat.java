package dev.cairn.server.ingest.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** In what form a file holds its rows, found by its content. */
public enum TableFormat {
    /** Delimited text; whatever is nothing else is taken for it, and then told what is wrong with it. */
    CSV,
    /** One JSON object per line, or an array of objects. */
    JSON,
    ARFF,
    PARQUET,
    XLSX,
    /** A zip of two idx files. */
    IDX;

    private static final int PEEK_BYTES = 1 << 14;
    private static final String WORKBOOK = "xl/workbook.xml";

    /** Looks at the first bytes, inside gzip where there is one. A damaged file is left to its reader to complain about. */
    public static TableFormat of(Path file) throws IOException {
        byte[] beginning;
        try (InputStream in = CsvSource.unpacked(file, PEEK_BYTES + 1L)) {
            beginning = in.readNBytes(PEEK_BYTES);
        } catch (ZipException | EOFException | BoundedStream.TooLong e) {
            return CSV;
        }
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PAR1")) {
            return PARQUET;
        } else if (text.startsWith("PK")) {
            return zip(file);
        }
        String bare = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3).stripLeading() : text.stripLeading();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            return JSON;
        }
        return ArffReader.isArff(bare) ? ARFF : CSV;
    }

    private static TableFormat zip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                if (entries.nextElement().getName().equals(WORKBOOK)) {
                    return XLSX;
                }
            }
            return IDX;
        } catch (ZipException e) {
            return IDX;
        }
    }
}
