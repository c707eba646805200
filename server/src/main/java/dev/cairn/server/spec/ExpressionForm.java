package dev.cairn.server.spec;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Expression;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.Map;
import java.util.Optional;

/** A condition over parameters, as a text. */
final class ExpressionForm implements Form<Expression> {
    @Override
    public Optional<Expression> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected a condition, got " + tree.kind() + ".",
                    "Write it like \"layers > 1\".");
            return Optional.empty();
        }
        try {
            return Optional.of(Expression.parse(text));
        } catch (InvalidSearch e) {
            faults.add(tree.place(), Code.SYNTAX, Sentences.of(e), "Write it like \"layers > 1 and units <= 64\".");
            return Optional.empty();
        }
    }

    @Override
    public Object write(Expression value) {
        return value.text();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string");
    }
}
