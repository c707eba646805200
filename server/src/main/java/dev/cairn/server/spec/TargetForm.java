package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code income}, or {@code [rain, snow, hail]}. */
public final class TargetForm implements Form<TargetSpec> {
    private static final int MOST = 100;

    @Override
    public Optional<TargetSpec> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(new TargetSpec(List.of(scalar.text())));
        }
        if (!(tree instanceof Tree.Sequence sequence)
                || sequence.elements().isEmpty()
                || sequence.elements().size() > MOST) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected the name of a column, or a list of up to %d; got %s.".formatted(MOST, tree.kind()),
                    "Write it like income, or like [rain, snow].");
            return Optional.empty();
        }
        int before = faults.count();
        List<String> columns = new ArrayList<>();
        for (Tree element : sequence.elements()) {
            if (element instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
                columns.add(scalar.text());
            } else {
                faults.add(
                        element.place(),
                        Code.WRONG_TYPE,
                        "Expected the name of a column; got " + element.kind() + ".",
                        "Write it like [rain, snow].");
            }
        }
        return faults.count() == before ? Optional.of(new TargetSpec(columns)) : Optional.empty();
    }

    @Override
    public Object write(TargetSpec value) {
        return value.columns().size() == 1 ? value.columns().get(0) : value.columns();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> column = Map.of("type", "string", "minLength", 1);
        return Map.of(
                "oneOf", List.of(column, Map.of("type", "array", "items", column, "minItems", 1, "maxItems", MOST)));
    }
}
