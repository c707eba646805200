package dev.cairn.server.ingest.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a line of ARFF apart: values in single or double quotes keep their blanks and separators, a backslash keeps the character after it. */
final class ArffTokens {
    private ArffTokens() {}

    /** The values; a bare {@code ?} is a missing one. */
    static List<Optional<String>> of(String text, char separator) {
        List<Optional<String>> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(text.charAt(i));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    value.append(c);
                }
            } else if ((c == '\'' || c == '"') && value.toString().isBlank()) {
                value.setLength(0);
                quote = c;
                quoted = true;
            } else if (c == separator) {
                values.add(ended(value, quoted));
                value.setLength(0);
                quoted = false;
            } else if (!(quoted && c == ' ')) {
                value.append(c);
            }
        }
        values.add(ended(value, quoted));
        return values;
    }

    private static Optional<String> ended(StringBuilder value, boolean quoted) {
        String text = quoted ? value.toString() : value.toString().strip();
        return !quoted && (text.equals("?") || text.isEmpty()) ? Optional.empty() : Optional.of(text);
    }
}
