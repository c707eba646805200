package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.interval.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code 0.9} or {@code [0.5, 0.9]}. */
final class IntervalsForm implements Form<IntervalsSpec> {
    @Override
    public Optional<IntervalsSpec> read(Tree tree, Faults faults) {
        List<Tree> elements = tree instanceof Tree.Sequence sequence ? sequence.elements() : List.of(tree);
        if (elements.isEmpty() || elements.size() > IntervalsSpec.MOST) {
            faults.add(
                    tree.place(),
                    Code.OUT_OF_RANGE,
                    "One to %d levels belong here; got %d.".formatted(IntervalsSpec.MOST, elements.size()),
                    "Write one level like 0.9, or [0.5, 0.9].");
            return Optional.empty();
        }
        int before = faults.count();
        List<Double> levels = new ArrayList<>();
        elements.forEach(element -> level(element, faults).ifPresent(levels::add));
        return faults.count() == before ? Optional.of(new IntervalsSpec(levels)) : Optional.empty();
    }

    private static Optional<Double> level(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number)) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected the share of rows that an interval holds; got %s.".formatted(tree.kind()),
                    "Write one level like 0.9, or [0.5, 0.9].");
            return Optional.empty();
        }
        double level = number.doubleValue();
        if (level >= Margin.LOWEST && level <= Margin.HIGHEST) {
            return Optional.of(level);
        }
        faults.add(
                tree.place(),
                Code.OUT_OF_RANGE,
                "A level is from %s to %s; got %s.".formatted(Margin.LOWEST, Margin.HIGHEST, scalar.text()),
                level > 1 && level < 100 ? "Write %s for %s %%.".formatted(level / 100, scalar.text()) : "Write 0.9.");
        return Optional.empty();
    }

    @Override
    public Object write(IntervalsSpec value) {
        return value.levels();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> level = Map.of("type", "number", "minimum", Margin.LOWEST, "maximum", Margin.HIGHEST);
        return Map.of(
                "oneOf",
                List.of(level, Map.of("type", "array", "items", level, "minItems", 1, "maxItems", IntervalsSpec.MOST)));
    }
}
