package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.ClassWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code balanced}, {@code none}, or {@code {yes: 5, no: 1}}. */
final class ClassWeightForm implements Form<ClassWeightSpec> {
    private static final int MOST = 1000;

    @Override
    public Optional<ClassWeightSpec> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Mapping mapping
                && !mapping.fields().isEmpty()
                && mapping.fields().size() <= MOST) {
            return numbers(mapping, faults);
        }
        if (tree instanceof Tree.Scalar scalar && scalar.text().equals(ClassWeights.BALANCED)) {
            return Optional.of(new ClassWeightSpec.Rule(true));
        }
        if (tree instanceof Tree.Scalar scalar && scalar.text().equals(ClassWeights.NONE)) {
            return Optional.of(new ClassWeightSpec.Rule(false));
        }
        faults.add(
                tree.place(),
                Code.WRONG_TYPE,
                "Expected none, balanced, or numbers by class; got " + tree.kind() + ".",
                "Write it like balanced, or like {yes: 5}.");
        return Optional.empty();
    }

    private static Optional<ClassWeightSpec> numbers(Tree.Mapping mapping, Faults faults) {
        int before = faults.count();
        Map<String, Double> byLabel = new LinkedHashMap<>();
        mapping.fields().forEach((label, field) -> {
            if (field instanceof Tree.Scalar scalar
                    && scalar.value() instanceof Number number
                    && number.doubleValue() > 0
                    && number.doubleValue() <= Float.MAX_VALUE) {
                byLabel.put(label, number.doubleValue());
            } else {
                faults.add(
                        field.place(),
                        Code.OUT_OF_RANGE,
                        "What a row of '%s' counts for is a number above 0; got %s.".formatted(label, field.kind()),
                        "A class that is left out counts 1.");
            }
        });
        return faults.count() == before ? Optional.of(new ClassWeightSpec.Numbers(byLabel)) : Optional.empty();
    }

    @Override
    public Object write(ClassWeightSpec value) {
        return value instanceof ClassWeightSpec.Numbers numbers ? numbers.byLabel() : value.text();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "oneOf",
                List.of(
                        Map.of("enum", List.of(ClassWeights.NONE, ClassWeights.BALANCED)),
                        Map.of(
                                "type",
                                "object",
                                "minProperties",
                                1,
                                "additionalProperties",
                                Map.of("type", "number", "exclusiveMinimum", 0))));
    }
}
