package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of equal forms. */
record ListForm<T>(Form<T> element, int most) implements Form<List<T>> {
    @Override
    public Optional<List<T>> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected a list, got " + tree.kind() + ".",
                    "Write it like [a, b].");
            return Optional.empty();
        }
        if (sequence.elements().size() > most) {
            faults.add(
                    tree.place(),
                    Code.OUT_OF_RANGE,
                    "A list of at most " + most + " elements belongs here; got "
                            + sequence.elements().size() + ".");
            return Optional.empty();
        }
        int before = faults.count();
        List<T> values = new ArrayList<>();
        sequence.elements().forEach(e -> element.read(e, faults).ifPresent(values::add));
        return faults.count() == before ? Optional.of(values) : Optional.empty();
    }

    @Override
    public Object write(List<T> value) {
        return value.stream().map(element::write).toList();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema());
        schema.put("maxItems", most);
        return schema;
    }
}
