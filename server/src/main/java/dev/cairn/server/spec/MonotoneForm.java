package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.Monotone;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code {age: increasing, fare: decreasing}}. */
final class MonotoneForm implements Form<MonotoneSpec> {
    private static final List<String> WORDS =
            Arrays.stream(Monotone.Way.values()).map(MonotoneForm::word).toList();

    @Override
    public Optional<MonotoneSpec> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping) || mapping.fields().isEmpty()) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected directions by column; got " + tree.kind() + ".",
                    "Write it like {age: increasing}.");
            return Optional.empty();
        }
        int before = faults.count();
        Map<String, Monotone.Way> ways = new LinkedHashMap<>();
        mapping.fields().forEach((column, field) -> {
            if (field instanceof Tree.Scalar scalar && WORDS.contains(scalar.text())) {
                ways.put(column, Monotone.Way.valueOf(scalar.text().toUpperCase(Locale.ROOT)));
            } else {
                faults.add(
                        field.place(),
                        Code.UNKNOWN_NAME,
                        "Column '%s' can be increasing or decreasing; got %s.".formatted(column, field.kind()),
                        "Leave out what may go both ways.");
            }
        });
        return faults.count() == before ? Optional.of(new MonotoneSpec(ways)) : Optional.empty();
    }

    private static String word(Monotone.Way way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Object write(MonotoneSpec value) {
        Map<String, Object> written = new LinkedHashMap<>();
        value.ofColumns().forEach((column, way) -> written.put(column, word(way)));
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "minProperties", 1, "additionalProperties", Map.of("enum", WORDS));
    }
}
