package dev.cairn.server.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A frame's content as maps, lists, text, numbers and flags, read with types: a missing or mistyped field is a
 * {@link MalformedFrame} that names it.
 */
record Tree(Map<String, Object> fields) {
    static Tree empty() {
        return new Tree(new LinkedHashMap<>());
    }

    Tree with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    <T> Tree with(String name, Optional<T> value, Function<T, Object> form) {
        value.ifPresent(present -> fields.put(name, form.apply(present)));
        return this;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) throws MalformedFrame {
        return get(name, String.class);
    }

    long whole(String name) throws MalformedFrame {
        Object value = get(name, Number.class);
        return value instanceof Integer small ? small : get(name, Long.class);
    }

    int small(String name) throws MalformedFrame {
        long value = whole(name);
        if (value != (int) value) {
            throw new MalformedFrame("field '" + name + "' does not fit 32 bits: " + value);
        }
        return (int) value;
    }

    double real(String name) throws MalformedFrame {
        return number(name, get(name, Object.class));
    }

    boolean flag(String name) throws MalformedFrame {
        return get(name, Boolean.class);
    }

    Path path(String name) throws MalformedFrame {
        return Path.of(text(name));
    }

    Duration nanos(String name) throws MalformedFrame {
        return Duration.ofNanos(whole(name));
    }

    Tree tree(String name) throws MalformedFrame {
        return of(get(name, Map.class));
    }

    List<?> list(String name) throws MalformedFrame {
        return get(name, List.class);
    }

    Map<String, Double> reals(String name) throws MalformedFrame {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : tree(name).fields().entrySet()) {
            numbers.put(entry.getKey(), number(entry.getKey(), entry.getValue()));
        }
        return numbers;
    }

    Map<String, List<Double>> realLists(String name) throws MalformedFrame {
        Tree tree = tree(name);
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        for (String key : tree.fields().keySet()) {
            List<Double> numbers = new ArrayList<>();
            for (Object item : tree.list(key)) {
                numbers.add(number(key, item));
            }
            lists.put(key, List.copyOf(numbers));
        }
        return lists;
    }

    @SuppressWarnings("unchecked") // the channel makes maps with text keys only
    static Tree of(Map<?, ?> map) {
        return new Tree((Map<String, Object>) map);
    }

    private static double number(String name, Object value) throws MalformedFrame {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new MalformedFrame("field '" + name + "' is no number: " + value);
    }

    private <T> T get(String name, Class<T> type) throws MalformedFrame {
        @Nullable Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new MalformedFrame("field '" + name + "' should be a " + type.getSimpleName() + ", got "
                    + (value == null ? "nothing" : value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }
}
