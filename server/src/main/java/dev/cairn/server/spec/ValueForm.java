package dev.cairn.server.spec;

import dev.cairn.search.space.Value;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a parameter: a number, a text, true or false. */
final class ValueForm implements Form<Value> {
    @Override
    public Optional<Value> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected a number, a text, true or false; got " + tree.kind() + ".");
            return Optional.empty();
        }
        if (scalar.value() instanceof Double number && !Double.isFinite(number)) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, "A number must be finite; got " + scalar.text() + ".");
            return Optional.empty();
        }
        return Optional.of(Value.of(scalar.value()));
    }

    @Override
    public Object write(Value value) {
        return value.raw();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", List.of("number", "string", "boolean"));
    }
}
