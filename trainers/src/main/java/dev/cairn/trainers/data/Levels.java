package dev.cairn.trainers.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the levels of a category in the order in which they come. */
final class Levels {
    private final Map<String, Integer> codes = new LinkedHashMap<>();

    Levels(List<String> known) {
        known.forEach(this::code);
    }

    int code(String level) {
        Integer known = codes.get(level);
        if (known != null) {
            return known;
        }
        int next = codes.size();
        codes.put(level, next);
        return next;
    }

    List<String> inOrder() {
        return List.copyOf(codes.keySet());
    }
}
