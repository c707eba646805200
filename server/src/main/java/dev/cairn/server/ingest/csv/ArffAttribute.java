package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.ColumnKind;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A declared column of an ARFF file.
 *
 * @param labels of a nominal one
 * @param format of a date that is not in ISO form
 */
record ArffAttribute(String name, Type type, Set<String> labels, Optional<String> format) {
    enum Type {
        NUMBER,
        NOMINAL,
        STRING,
        DATE
    }

    private static final Pattern DECLARATION =
            Pattern.compile("('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s{]+)\\s*(.+)");
    private static final Pattern DATE = Pattern.compile("date\\s*[\"']?(.*?)[\"']?", Pattern.CASE_INSENSITIVE);

    static Optional<ArffAttribute> of(String declaration) {
        Matcher parts = DECLARATION.matcher(declaration);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = ArffTokens.of(parts.group(1), '\0').get(0).orElse("");
        String type = parts.group(2).strip();
        if (name.isBlank()) {
            return Optional.empty();
        }
        if (type.startsWith("{") && type.endsWith("}")) {
            Set<String> labels = new LinkedHashSet<>();
            ArffTokens.of(type.substring(1, type.length() - 1), ',').forEach(label -> label.ifPresent(labels::add));
            return Optional.of(new ArffAttribute(name, Type.NOMINAL, labels, Optional.empty()));
        }
        Matcher date = DATE.matcher(type);
        if (date.matches()) {
            Optional<String> format = Optional.of(date.group(1)).filter(f -> !f.isBlank());
            return Optional.of(new ArffAttribute(name, Type.DATE, Set.of(), format));
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "numeric", "real", "integer" ->
                Optional.of(new ArffAttribute(name, Type.NUMBER, Set.of(), Optional.empty()));
            case "string" -> Optional.of(new ArffAttribute(name, Type.STRING, Set.of(), Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** As what the column is to be read; of strings their values decide. */
    Optional<ColumnKind> kind() {
        return type == Type.NOMINAL ? Optional.of(ColumnKind.CATEGORICAL) : Optional.empty();
    }

    boolean allows(String value) {
        return switch (type) {
            case NUMBER -> Lexeme.of(value).isNumber() || Lexeme.of(value) == Lexeme.INFINITE;
            case NOMINAL -> labels.contains(value);
            case DATE -> second(value).isPresent();
            case STRING -> true;
        };
    }

    String inWords() {
        return switch (type) {
            case NUMBER -> "number";
            case NOMINAL ->
                "declared label (" + String.join(", ", List.copyOf(labels).subList(0, Math.min(5, labels.size())))
                        + ")";
            case DATE -> "date";
            case STRING -> "string";
        };
    }

    /** A value as a CSV would have it. */
    String plain(String value) {
        return type == Type.DATE && format.isPresent()
                ? Instant.ofEpochSecond(second(value).orElse(0)).toString()
                : value;
    }

    private OptionalLong second(String value) {
        return Dates.second(value, format);
    }

    /** What a sparse row means that does not name the column. */
    String zero() {
        return type == Type.NOMINAL && !labels.isEmpty() ? labels.iterator().next() : "0";
    }
}
