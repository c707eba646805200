package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Place;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code {latencyMs: "< 5", accuracy: ">= 0.9"}}. */
class BoundsForm implements Form<Map<String, Bound>> {
    private static final String SPELLING = "\\s*(<|<=|>|>=)\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*";

    @Override
    public Optional<Map<String, Bound>> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected bounds by metric, got " + tree.kind() + ".",
                    "Write {latencyMs: \"< 5\"}.");
            return Optional.empty();
        }
        Map<String, Bound> bounds = new LinkedHashMap<>();
        mapping.fields().forEach((name, said) -> {
            Optional<String> known = known(name, mapping.key(name), faults);
            Optional<Bound> bound = said instanceof Tree.Scalar text ? Bound.read(text.text()) : Optional.empty();
            if (bound.isEmpty()) {
                faults.add(
                        said.place(),
                        Code.WRONG_TYPE,
                        "A bound is a comparison with a number; got " + said.kind() + ".",
                        "Write it like \"< 5\" or \">= 0.9\".");
            }
            known.ifPresent(metric -> bound.ifPresent(limit -> bounds.put(metric, limit)));
        });
        return bounds.size() == mapping.fields().size() ? Optional.of(bounds) : Optional.empty();
    }

    /** The name that a metric goes by; empty, with a fault, if there is no such. */
    Optional<String> known(String name, Place place, Faults faults) {
        Optional<Goal> goal = Goal.named(name);
        if (goal.isEmpty()) {
            faults.add(
                    place, Code.UNKNOWN_NAME, "There is no metric '" + name + "'.", Suggest.hint(name, Goal.names()));
        }
        return goal.map(Goal::name);
    }

    /** What the schema says of names. */
    Map<String, Object> names() {
        return Map.of("enum", Goal.names());
    }

    @Override
    public Object write(Map<String, Bound> value) {
        Map<String, Object> written = new LinkedHashMap<>();
        value.forEach((name, bound) -> written.put(name, bound.text()));
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type", "object",
                "propertyNames", names(),
                "additionalProperties", Map.of("type", "string", "pattern", SPELLING));
    }
}
