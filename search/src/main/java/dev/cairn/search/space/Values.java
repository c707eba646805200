package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A configuration: the values of the active parameters by name, in the order of the space. Immutable. */
public record Values(Map<String, Value> byName) {
    public static final Values NONE = new Values(Map.of());

    public Values {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** From plain objects as {@link Value#of} takes them. */
    public static Values of(Map<String, ?> raw) {
        Map<String, Value> values = new LinkedHashMap<>();
        raw.forEach((name, object) -> values.put(name, Value.of(object)));
        return new Values(values);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Optional<Value> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public double real(String name) {
        return Axes.number(get(name)).orElseThrow(() -> wrong(name, "a number"));
    }

    public long whole(String name) {
        double number = real(name);
        if (number != Math.rint(number)) {
            throw wrong(name, "a whole number");
        }
        return (long) number;
    }

    public String text(String name) {
        if (get(name) instanceof Value.Text text) {
            return text.text();
        }
        throw wrong(name, "a text");
    }

    public boolean flag(String name) {
        if (get(name) instanceof Value.Flag flag) {
            return flag.on();
        }
        throw wrong(name, "true or false");
    }

    /** These values and one more, which replaces a value of the same name. */
    public Values with(String name, Value value) {
        Map<String, Value> values = new LinkedHashMap<>(byName);
        values.put(name, value);
        return new Values(values);
    }

    /** The plain Java form, for those who write it to the wire. */
    public Map<String, Object> raw() {
        Map<String, Object> raw = new LinkedHashMap<>();
        byName.forEach((name, value) -> raw.put(name, value.raw()));
        return raw;
    }

    private Value get(String name) {
        return find(name).orElseThrow(() -> new InvalidSearch("value '%s' is missing".formatted(name)));
    }

    private InvalidSearch wrong(String name, String rule) {
        return new InvalidSearch(
                "value '%s' must be %s, got %s".formatted(name, rule, get(name).raw()));
    }
}
