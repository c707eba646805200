package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One of a few names: {@code REVERSE_LOG} is spelled {@code reverseLog}. */
final class EnumForm<E extends Enum<E>> implements Form<E> {
    private final Map<String, E> byName = new LinkedHashMap<>();

    EnumForm(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            byName.put(spelled(constant), constant);
        }
    }

    private static String spelled(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    @Override
    public Optional<E> read(Tree tree, Faults faults) {
        Optional<E> value =
                tree instanceof Tree.Scalar scalar ? Optional.ofNullable(byName.get(scalar.text())) : Optional.empty();
        if (value.isEmpty()) {
            Optional<String> hint = Suggest.hint(tree instanceof Tree.Scalar s ? s.text() : "", byName.keySet());
            faults.add(
                    tree.place(),
                    Code.UNKNOWN_NAME,
                    "Expected one of " + String.join(", ", byName.keySet()) + "; got " + tree.kind() + ".",
                    hint);
        }
        return value;
    }

    @Override
    public Object write(E value) {
        return spelled(value);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", List.copyOf(byName.keySet()));
    }
}
