package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code false}. */
record FlagForm() implements Form<Boolean> {
    @Override
    public Optional<Boolean> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return Optional.of(flag);
        }
        faults.add(tree.place(), Code.WRONG_TYPE, "Expected true or false, got " + tree.kind() + ".");
        return Optional.empty();
    }

    @Override
    public Object write(Boolean value) {
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "boolean");
    }
}
