package dev.cairn.server.spec;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values by parameter: {@code {lr: 1e-3, layers: 2}}. */
final class ValuesForm implements Form<Values> {
    private final ValueForm value = new ValueForm();

    @Override
    public Optional<Values> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected values by parameter, got " + tree.kind() + ".",
                    "Write it like {lr: 1e-3}.");
            return Optional.empty();
        }
        int before = faults.count();
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.fields().forEach((name, field) -> value.read(field, faults).ifPresent(v -> values.put(name, v)));
        return faults.count() == before ? Optional.of(new Values(values)) : Optional.empty();
    }

    @Override
    public Object write(Values values) {
        return values.raw();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", value.schema());
    }
}
