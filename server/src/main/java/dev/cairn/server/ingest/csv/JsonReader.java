package dev.cairn.server.ingest.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Reads JSON lines, or an array of objects: once for the columns, since a later row may have more of them, and once for the rows. A key that a
 * row does not have is a missing value. Objects inside a row become columns named {@code outer.inner}; lists are refused.
 */
public final class JsonReader {
    /** What becomes of the values of a row. */
    private interface Sink {
        void value(String column, JsonParser parser, JsonToken token) throws IOException;

        void endRow(long line) throws IOException;
    }

    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient DataFault fault;

        Unfit(DataFault fault) {
            super(fault.detail());
            this.fault = fault;
        }
    }

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEEPEST = 4;

    private final Path source;
    private final long maxBytes;
    private final FaultList faults;

    private JsonReader(Path source, long maxBytes, FaultList faults) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.faults = faults;
    }

    /** What was read; only meaningful when no fault was added. */
    public static TypedTable read(Path source, Path clean, long maxBytes, FaultList faults) throws IOException {
        return new JsonReader(source, maxBytes, faults).read(clean);
    }

    private TypedTable read(Path clean) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Map<String, ColumnKind> declared = new HashMap<>();
        scan(new Sink() {
            @Override
            public void value(String column, JsonParser parser, JsonToken token) {
                names.add(column);
                if (token == JsonToken.VALUE_STRING) {
                    declared.put(column, ColumnKind.TEXT);
                }
            }

            @Override
            public void endRow(long line) {}
        });
        RawTable nothing = new RawTable(0, List.of());
        if (!faults.isEmpty()) {
            return new TypedTable(nothing, Map.of());
        }
        try (RowBuilder rows = RowBuilder.open(clean, List.copyOf(names), maxBytes, faults)) {
            scan(new Rows(List.copyOf(names), rows));
            return new TypedTable(faults.isEmpty() ? rows.table() : nothing, declared);
        }
    }

    /** Hands each row on when it has ended. */
    private static final class Rows implements Sink {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<Optional<String>> values = new ArrayList<>();
        private final RowBuilder rows;

        Rows(List<String> names, RowBuilder rows) {
            this.rows = rows;
            for (String name : names) {
                places.put(name, places.size());
                values.add(Optional.empty());
            }
        }

        @Override
        public void value(String column, JsonParser parser, JsonToken token) throws IOException {
            Integer place = places.get(column);
            if (place != null && token != JsonToken.VALUE_NULL) {
                values.set(place, Optional.of(parser.getText()));
            }
        }

        @Override
        public void endRow(long line) throws IOException {
            rows.begin(line);
            for (int i = 0; i < values.size(); i++) {
                rows.value(values.get(i));
                values.set(i, Optional.empty());
            }
            rows.end();
        }
    }

    private void scan(Sink sink) throws IOException {
        try (InputStream in = CsvSource.unpacked(source, maxBytes);
                JsonParser parser = FACTORY.createParser(in)) {
            boolean array = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && !array) {
                    array = true;
                } else if (token == JsonToken.START_OBJECT) {
                    long line = parser.currentTokenLocation().getLineNr();
                    object(parser, "", 1, sink);
                    sink.endRow(line);
                } else if (token != JsonToken.END_ARRAY) {
                    throw unfit(parser, "Expected one object per row, found " + parser.getText() + ".");
                }
            }
        } catch (Unfit e) {
            faults.add(e.fault);
        } catch (JsonProcessingException e) {
            faults.add(DataFault.atLine(
                    Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    "broken-json",
                    "The JSON can not be read: " + e.getOriginalMessage() + ".",
                    "Each line needs one object, like {\"x\": 1.5, \"label\": \"yes\"}."));
        } catch (ZipException | EOFException | BoundedStream.TooLong e) {
            faults.add(CsvSource.unreadable(e));
        }
    }

    private static void object(JsonParser parser, String prefix, int depth, Sink sink) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, name + ".", depth + 1, sink);
            } else if (token == null || token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                throw unfit(parser, "The value of '" + name + "' is a list, or lies too deep.");
            } else {
                sink.value(name, parser, token);
            }
        }
    }

    private static Unfit unfit(JsonParser parser, String detail) {
        long line = Math.max(1, parser.currentTokenLocation().getLineNr());
        return new Unfit(DataFault.atLine(
                line,
                "not-a-table",
                "Line " + line + ": " + detail,
                "Values are numbers, texts, true, false or null; spread a list over columns of its own."));
    }
}
