package dev.cairn.trainers.feature;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The words of a text, in lower case, and the pairs of neighbours among them; whatever is neither letter nor digit parts words. */
final class Words {
    private Words() {}

    /** How often each comes. */
    static Map<String, Integer> counts(Optional<String> text) {
        Map<String, Integer> counts = new HashMap<>();
        text.ifPresent(prose -> each(prose.toLowerCase(Locale.ROOT), word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }

    private static void each(String text, Consumer<String> found) {
        String before = "";
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                String word = text.substring(start, at);
                found.accept(word);
                if (!before.isEmpty()) {
                    found.accept(before + " " + word);
                }
                before = word;
            }
            at++;
        }
    }
}
