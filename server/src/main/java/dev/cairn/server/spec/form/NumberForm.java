package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Numbers within bounds, the bounds being legal. */
final class NumberForm {
    private NumberForm() {}

    record Ints(double low, double high) implements Form<Integer> {
        @Override
        public Optional<Integer> read(Tree tree, Faults faults) {
            double least = Math.max(low, Integer.MIN_VALUE);
            double most = Math.min(high, Integer.MAX_VALUE);
            return whole(tree, least, most, faults).map(Math::toIntExact);
        }

        @Override
        public Object write(Integer value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return bounded("integer", low, high);
        }
    }

    record Longs(double low, double high) implements Form<Long> {
        @Override
        public Optional<Long> read(Tree tree, Faults faults) {
            return whole(tree, low, high, faults);
        }

        @Override
        public Object write(Long value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return bounded("integer", low, high);
        }
    }

    record Reals(double low, double high) implements Form<Double> {
        @Override
        public Optional<Double> read(Tree tree, Faults faults) {
            if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number)) {
                faults.add(tree.place(), Code.WRONG_TYPE, "Expected a number, got " + tree.kind() + ".");
                return Optional.empty();
            }
            return bounded(scalar, number.doubleValue(), low, high, faults)
                    ? Optional.of(number.doubleValue())
                    : Optional.empty();
        }

        @Override
        public Object write(Double value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return bounded("number", low, high);
        }
    }

    private static Optional<Long> whole(Tree tree, double low, double high, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number)) {
            faults.add(tree.place(), Code.WRONG_TYPE, "Expected a whole number, got " + tree.kind() + ".");
            return Optional.empty();
        }
        double value = number.doubleValue();
        if (!bounded(scalar, value, low, high, faults)) {
            return Optional.empty();
        }
        if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE) {
            faults.add(tree.place(), Code.WRONG_TYPE, "Expected a whole number, got " + scalar.text() + ".");
            return Optional.empty();
        }
        return Optional.of(number.longValue());
    }

    private static boolean bounded(Tree.Scalar scalar, double value, double low, double high, Faults faults) {
        if (value >= low && value <= high) {
            return true;
        }
        String rule = Double.isInfinite(high)
                ? "at least " + spelled(low)
                : Double.isInfinite(low) ? "at most " + spelled(high) : "from " + spelled(low) + " to " + spelled(high);
        String detail = Double.isNaN(value) ? "A number belongs here" : "The number must be " + rule;
        faults.add(scalar.place(), Code.OUT_OF_RANGE, detail + "; got " + scalar.text() + ".");
        return false;
    }

    private static String spelled(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(Math.round(value))
                : Double.toString(value);
    }

    private static Map<String, Object> bounded(String type, double low, double high) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        if (!Double.isInfinite(low)) {
            schema.put("minimum", bound(low));
        }
        if (!Double.isInfinite(high)) {
            schema.put("maximum", bound(high));
        }
        return schema;
    }

    private static Number bound(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e18) {
            return Math.round(value);
        }
        return value;
    }
}
