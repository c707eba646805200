package dev.cairn.trainers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A word said of each of some names, as the one text that a parameter's value is: {@code age=increasing, fare=decreasing}. In a name, the signs
 * {@code = , \} stand behind a {@code \}.
 */
public final class NamedWords {
    private static final String BETWEEN = ", ";

    private NamedWords() {}

    /** In the order of the map. */
    public static String text(Map<String, String> words) {
        StringBuilder text = new StringBuilder();
        words.forEach((name, word) -> {
            text.append(text.isEmpty() ? "" : BETWEEN)
                    .append(name.replaceAll("[\\\\=,]", "\\\\$0"))
                    .append('=')
                    .append(word);
        });
        return text.toString();
    }

    /** The opposite of {@link #text}; throws IllegalArgumentException for what that does not write. */
    public static Map<String, String> of(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder name = new StringBuilder();
            for (; at < text.length() && text.charAt(at) != '='; at++) {
                at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                name.append(text.charAt(at));
            }
            int end = text.indexOf(BETWEEN, at);
            int stop = end < 0 ? text.length() : end;
            if (at >= text.length() || name.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "' is not of the form name=word, name=word");
            }
            words.put(name.toString(), text.substring(at + 1, stop));
            at = end < 0 ? text.length() : end + BETWEEN.length();
        }
        return words;
    }
}
