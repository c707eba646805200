package dev.cairn.server.spec;

import java.util.Locale;
import java.util.Optional;

/** Messages of the libraries below, as sentences of a fault. */
final class Sentences {
    private Sentences() {}

    static String of(Exception e) {
        return of(Optional.ofNullable(e.getMessage())
                .orElse(e.getClass().getSimpleName())
                .strip());
    }

    static String of(String text) {
        String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
