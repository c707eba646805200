package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Checks and arithmetic that several kinds of parameter share. */
final class Axes {
    /** Relative slack for values that went through text or another language's floating point. */
    static final double SLACK = 1e-9;

    private Axes() {}

    static void checkName(String name) {
        if (!Expression.isName(name)) {
            throw new InvalidSearch("parameter '%s': a name is letters, digits, '_' and '.', not starting with a digit"
                    .formatted(name));
        }
    }

    static void checkPrior(String name, List<Value> levels, Optional<Value> prior) {
        prior.filter(value -> levelOf(levels, value) < 0).ifPresent(value -> {
            throw new InvalidSearch(
                    "parameter '%s': the prior must be one of %s, got %s".formatted(name, raw(levels), value.raw()));
        });
    }

    static List<Value> checkLevels(String name, List<Value> levels) {
        if (levels.isEmpty()) {
            throw new InvalidSearch("parameter '%s': at least one level is needed".formatted(name));
        }
        if (new HashSet<>(levels).size() != levels.size()) {
            throw new InvalidSearch("parameter '%s': levels must differ, got %s".formatted(name, raw(levels)));
        }
        return List.copyOf(levels);
    }

    static List<Object> raw(List<Value> levels) {
        return levels.stream().map(Value::raw).toList();
    }

    /** The cell of [0, 1] that a place falls into, when it is divided into equal cells. */
    static int cell(double unit, int cells) {
        return (int) Math.min(cells - 1, Math.max(0, Math.floor(unit * cells)));
    }

    static double middle(long cell, double cells) {
        return (cell + 0.5) / cells;
    }

    static double clamp(double x, double low, double high) {
        return Math.min(high, Math.max(low, x));
    }

    /** Where a value stands among the levels, or -1; 2 and 2.0 are one level, since JSON does not tell them apart. */
    static int levelOf(List<Value> levels, Value value) {
        int i = levels.indexOf(value);
        if (i < 0 && value instanceof Value.Num num && num.number() == Math.rint(num.number())) {
            return levels.indexOf(new Value.Whole((long) num.number()));
        }
        if (i < 0 && value instanceof Value.Whole whole) {
            return levels.indexOf(new Value.Num(whole.number()));
        }
        return i;
    }

    static Optional<Double> number(Value value) {
        if (value instanceof Value.Num num) {
            return Optional.of(num.number());
        }
        return value instanceof Value.Whole whole ? Optional.of((double) whole.number()) : Optional.empty();
    }
}
