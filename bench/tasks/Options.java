package dev.cairn.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line of words and {@code --name value} pairs. */
final class Options {
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> named = new HashMap<>();

    Options(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && i + 1 < args.length) {
                named.put(args[i].substring(2), args[++i]);
            } else {
                words.add(args[i]);
            }
        }
    }

    String first() {
        return words.get(0);
    }

    List<String> words() {
        return words;
    }

    String text(String name, String otherwise) {
        return named.getOrDefault(name, otherwise);
    }

    int whole(String name, int otherwise) {
        return named.containsKey(name) ? Integer.parseInt(named.get(name)) : otherwise;
    }
}
