package dev.cairn.server.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is played instead of what a specification says: fields of its {@code search} and of its {@code budget}.
 *
 * @param search by name of the field, as JSON values
 * @param budget likewise
 */
public record Overrides(Map<String, Object> search, Map<String, Object> budget) {
    /** The specification as it stands. */
    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    public Overrides {
        search = Map.copyOf(search);
        budget = Map.copyOf(budget);
    }

    Map<String, Object> applied(Map<String, Object> spec) {
        Map<String, Object> changed = new LinkedHashMap<>(spec);
        changed.put("search", merged(spec.get("search"), search));
        changed.put("budget", merged(spec.get("budget"), budget));
        return changed;
    }

    private static Map<String, Object> merged(@Nullable Object before, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> merged.put(String.valueOf(name), value));
        }
        merged.putAll(over);
        return merged;
    }
}
