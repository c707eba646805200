package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads ARFF, dense and sparse (Weka manual, chapter "ARFF"), and keeps what its header says about the columns. */
public final class ArffReader {
    private final FaultList faults;
    private final List<ArffAttribute> attributes = new ArrayList<>();

    private ArffReader(FaultList faults) {
        this.faults = faults;
    }

    static boolean isArff(String beginning) {
        return beginning
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("%"))
                .findFirst()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("@relation"))
                .isPresent();
    }

    /** What was read; only meaningful when no fault was added. */
    public static TypedTable read(Path source, Path clean, long maxBytes, FaultList faults) throws IOException {
        ArffReader reader = new ArffReader(faults);
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(CsvSource.unpacked(source, maxBytes), StandardCharsets.UTF_8.newDecoder()))) {
            return reader.read(in, clean, maxBytes);
        } catch (CharacterCodingException e) {
            faults.add(DataFault.ofFile("wrong-encoding", "The file is not UTF-8.", "Save it as UTF-8."));
        } catch (ZipException | EOFException | BoundedStream.TooLong e) {
            faults.add(CsvSource.unreadable(e));
        }
        return new TypedTable(new RawTable(0, List.of()), Map.of());
    }

    private TypedTable read(BufferedReader in, Path clean, long maxBytes) throws IOException {
        long line = header(in);
        Map<String, ColumnKind> declared = new HashMap<>();
        attributes.forEach(attribute -> attribute.kind().ifPresent(kind -> declared.put(attribute.name(), kind)));
        List<String> names = attributes.stream().map(ArffAttribute::name).toList();
        try (RowBuilder rows = RowBuilder.open(clean, names, maxBytes, faults)) {
            for (String text = in.readLine(); text != null && faults.isEmpty(); text = in.readLine()) {
                line++;
                if (!isComment(text)) {
                    row(rows, text.strip(), line);
                }
            }
            return new TypedTable(faults.isEmpty() ? rows.table() : new RawTable(0, List.of()), declared);
        }
    }

    private static boolean isComment(String text) {
        String bare = text.strip();
        return bare.isEmpty() || bare.startsWith("%");
    }

    /** Reads up to the line that says {@code @data} and tells its number. */
    private long header(BufferedReader in) throws IOException {
        long line = 0;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            String bare = text.strip();
            String word = bare.toLowerCase(Locale.ROOT);
            if (word.startsWith("@data")) {
                return line;
            }
            if (word.startsWith("@attribute")) {
                long at = line;
                ArffAttribute.of(bare.substring("@attribute".length()).strip())
                        .ifPresentOrElse(
                                attributes::add,
                                () -> faults.add(DataFault.atLine(
                                        at,
                                        "broken-arff",
                                        "Line " + at + " declares no attribute that can be read: " + bare + ".",
                                        "Write @attribute NAME numeric, {a, b}, string or date.")));
            }
        }
        faults.add(DataFault.ofFile("broken-arff", "The file has no @data line.", "Rows follow a line with @data."));
        return line;
    }

    private void row(RowBuilder rows, String text, long line) throws IOException {
        List<Optional<String>> values = text.startsWith("{") ? sparse(text, line) : ArffTokens.of(text, ',');
        if (values.size() != attributes.size()) {
            faults.add(DataFault.atLine(
                    line,
                    "ragged-row",
                    "Line " + line + " has " + values.size() + " values; " + attributes.size()
                            + " attributes are declared.",
                    "Each line needs one value per attribute."));
            return;
        }
        rows.begin(line);
        for (int i = 0; i < values.size(); i++) {
            ArffAttribute attribute = attributes.get(i);
            Optional<String> value = values.get(i);
            if (value.isPresent() && !attribute.allows(value.get())) {
                faults.add(DataFault.atLine(
                        line,
                        "undeclared-value",
                        "Line " + line + ": '" + value.get() + "' is no " + attribute.inWords() + " of attribute '"
                                + attribute.name() + "'.",
                        "Correct the value or its declaration; a missing value is '?'."));
            }
            rows.value(value.map(attribute::plain));
        }
        rows.end();
    }

    /** {@code {1 x, 3 y}}: what is not named is 0, or the first of the declared labels. */
    private List<Optional<String>> sparse(String text, long line) {
        List<Optional<String>> values = new ArrayList<>();
        attributes.forEach(attribute -> values.add(Optional.of(attribute.zero())));
        String inside = text.substring(1, text.endsWith("}") ? text.length() - 1 : text.length());
        for (String pair : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
            List<Optional<String>> parts = ArffTokens.of(pair.strip(), ' ');
            int place = parts.isEmpty()
                    ? -1
                    : parts.get(0)
                            .filter(p -> p.matches("\\d{1,7}"))
                            .map(Integer::parseInt)
                            .orElse(-1);
            if (parts.size() != 2 || place < 0 || place >= values.size()) {
                faults.add(DataFault.atLine(
                        line,
                        "ragged-row",
                        "Line " + line + ": '" + pair.strip() + "' is no place and value of a sparse row.",
                        "Places are counted from 0."));
                return values;
            }
            values.set(place, parts.get(1));
        }
        return values;
    }
}
