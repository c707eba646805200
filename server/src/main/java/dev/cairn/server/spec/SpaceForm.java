package dev.cairn.server.spec;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Expression;
import dev.cairn.server.spec.SpaceSpec.Dimension;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters by name; a bare value fixes one. */
final class SpaceForm implements Form<SpaceSpec> {
    private static final int MOST = 500;

    private final Form<Axis> axis = Forms.record(Axis.class);
    private final ValueForm value = new ValueForm();

    @Override
    public Optional<SpaceSpec> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected parameters by name, got " + tree.kind() + ".",
                    "Write it like {lr: {float: [1e-5, 1e-1], log: true}}.");
            return Optional.empty();
        }
        if (mapping.fields().isEmpty() || mapping.fields().size() > MOST) {
            faults.add(
                    tree.place(),
                    Code.OUT_OF_RANGE,
                    "A space has 1 to " + MOST + " parameters.",
                    "Leave 'space' out for the trainer's own.");
            return Optional.empty();
        }
        int before = faults.count();
        Map<String, Dimension> dimensions = new LinkedHashMap<>();
        for (String name : mapping.fields().keySet()) {
            if (!Expression.isName(name)) {
                faults.add(
                        mapping.key(name),
                        Code.OUT_OF_RANGE,
                        "'" + name + "' can not be the name of a parameter.",
                        "Letters, digits, '_' and '.', beginning with a letter.");
                continue;
            }
            mapping.field(name)
                    .flatMap(field -> dimension(name, field, faults))
                    .ifPresent(d -> dimensions.put(name, d));
        }
        return faults.count() == before ? Optional.of(new SpaceSpec(dimensions)) : Optional.empty();
    }

    private Optional<Dimension> dimension(String name, Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar) {
            return value.read(tree, faults).map(Dimension.Fixed::new);
        }
        if (tree instanceof Tree.Sequence) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "A bare list does not say what it is.",
                    "Write {choice: [...]}, {int: [low, high]} or {float: [low, high]}.");
            return Optional.empty();
        }
        return axis.read(tree, faults).flatMap(spelled -> searched(name, spelled, tree, faults));
    }

    private static Optional<Dimension> searched(String name, Axis spelled, Tree tree, Faults faults) {
        try {
            return Optional.of(new Dimension.Searched(spelled.named(name)));
        } catch (InvalidSearch e) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, Sentences.of(e));
            return Optional.empty();
        }
    }

    @Override
    public Object write(SpaceSpec space) {
        Map<String, Object> written = new LinkedHashMap<>();
        space.dimensions().forEach((name, dimension) -> written.put(name, write(dimension)));
        return written;
    }

    private Object write(Dimension dimension) {
        if (dimension instanceof Dimension.Searched searched) {
            return axis.write(Axis.of(searched.parameter()));
        }
        return ((Dimension.Fixed) dimension).value().raw();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> each = Map.of("oneOf", List.of(value.schema(), axis.schema()));
        return Map.of("type", "object", "minProperties", 1, "additionalProperties", each);
    }
}
