package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;

/**
 * A binary operator of {@link Expression}, with Kleene's three-valued logic: unknown and false is false, unknown or true is true,
 * and everything else that meets an unknown stays unknown.
 */
enum Operator {
    OR("or", 1),
    AND("and", 2),
    EQUAL("==", 3),
    UNEQUAL("!=", 3),
    LESS("<", 3),
    AT_MOST("<=", 3),
    GREATER(">", 3),
    AT_LEAST(">=", 3),
    PLUS("+", 4),
    MINUS("-", 4),
    TIMES("*", 5),
    DIVIDE("/", 5);

    private final String symbol;
    private final int binding;

    Operator(String symbol, int binding) {
        this.symbol = symbol;
        this.binding = binding;
    }

    String symbol() {
        return symbol;
    }

    /** How tightly it binds; a comparison does not chain. */
    int binding() {
        return binding;
    }

    static Optional<Operator> of(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    Optional<Value> apply(Optional<Value> left, Optional<Value> right) {
        if (this == AND || this == OR) {
            return connect(left, right);
        }
        return left.isEmpty() || right.isEmpty() ? Optional.empty() : combine(left.get(), right.get());
    }

    private Optional<Value> connect(Optional<Value> left, Optional<Value> right) {
        boolean decisive = this == OR;
        if (left.filter(value -> flag(value) == decisive).isPresent()) {
            return left;
        }
        if (right.filter(value -> flag(value) == decisive).isPresent()) {
            return right;
        }
        return left.isPresent() ? right : left;
    }

    private Optional<Value> combine(Value left, Value right) {
        if (this == EQUAL || this == UNEQUAL) {
            return truth(same(left, right) == (this == EQUAL));
        }
        double a = number(left);
        double b = number(right);
        return switch (this) {
            case LESS -> truth(a < b);
            case AT_MOST -> truth(a <= b);
            case GREATER -> truth(a > b);
            case AT_LEAST -> truth(a >= b);
            case PLUS -> finite(a + b);
            case MINUS -> finite(a - b);
            case TIMES -> finite(a * b);
            case DIVIDE -> finite(a / b);
            case OR, AND, EQUAL, UNEQUAL -> throw new IllegalStateException(name());
        };
    }

    private static boolean same(Value left, Value right) {
        Optional<Double> number = Axes.number(left);
        return number.isPresent() ? number.equals(Axes.number(right)) : left.equals(right);
    }

    private double number(Value value) {
        return Axes.number(value)
                .orElseThrow(() -> new InvalidSearch("'%s' needs numbers, got '%s'".formatted(symbol, value.raw())));
    }

    static boolean flag(Value value) {
        if (value instanceof Value.Flag flag) {
            return flag.on();
        }
        throw new InvalidSearch("a condition must be true or false, got '%s'".formatted(value.raw()));
    }

    private static Optional<Value> truth(boolean on) {
        return Optional.of(new Value.Flag(on));
    }

    /** A division by zero or an overflow is unknown rather than an error, for it depends on the values. */
    private static Optional<Value> finite(double number) {
        return Double.isFinite(number) ? Optional.of(new Value.Num(number)) : Optional.empty();
    }
}
