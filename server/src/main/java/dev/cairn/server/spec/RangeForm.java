package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code [low, high]}. */
abstract sealed class RangeForm implements Form<Range> {
    private static final double LARGEST_WHOLE = 1L << 52;

    private final boolean whole;

    RangeForm(boolean whole) {
        this.whole = whole;
    }

    static final class Reals extends RangeForm {
        Reals() {
            super(false);
        }
    }

    static final class Wholes extends RangeForm {
        Wholes() {
            super(true);
        }
    }

    @Override
    public Optional<Range> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Sequence list) || list.elements().size() != 2) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected [low, high], got " + got(tree) + ".",
                    "Write it like [1, 4].");
            return Optional.empty();
        }
        Optional<Double> low = end(list.elements().get(0), faults);
        Optional<Double> high = end(list.elements().get(1), faults);
        return low.isPresent() && high.isPresent() ? Optional.of(new Range(low.get(), high.get())) : Optional.empty();
    }

    private static String got(Tree tree) {
        return tree instanceof Tree.Sequence list
                ? "a list of " + list.elements().size()
                : tree.kind();
    }

    private Optional<Double> end(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number)) {
            faults.add(tree.place(), Code.WRONG_TYPE, "Expected a number, got " + tree.kind() + ".");
            return Optional.empty();
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, "A range ends at a finite number; got " + scalar.text() + ".");
            return Optional.empty();
        }
        if (whole && (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE)) {
            faults.add(
                    tree.place(),
                    Code.OUT_OF_RANGE,
                    "A range of int ends at whole numbers up to 2^52; got " + scalar.text() + ".",
                    "Use float for real numbers.");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    @Override
    public Object write(Range range) {
        return whole ? List.of((long) range.low(), (long) range.high()) : List.of(range.low(), range.high());
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> end = Map.of("type", whole ? "integer" : "number");
        return Map.of("type", "array", "items", end, "minItems", 2, "maxItems", 2);
    }
}
