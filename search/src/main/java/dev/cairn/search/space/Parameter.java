package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;

/** One axis of a search space. Every axis maps to the unit interval and back, so that no sampler asks which kind it is. */
public sealed interface Parameter permits Real, Int, Choice, Ordinal {
    String name();

    /** The condition under which this parameter exists in a configuration; absent means always. */
    Optional<Expression> when();

    /** The value believed to be good before anything is tried. */
    Optional<Value> prior();

    /** The value at a place of [0, 1]; equal lengths of the interval are equally likely a priori. */
    Value decode(double unit);

    /** A place that decodes to the value: the middle of its cell where values are discrete. */
    double encode(Value value);

    boolean contains(Value value);

    /** How many different values there are; infinite for a continuous one. */
    double cardinality();

    /** True where the levels have no order, so that distance means only same or different. */
    default boolean unordered() {
        return false;
    }

    Parameter renamed(String name, Optional<Expression> when);

    /** What the parameter admits, in words, for messages. */
    String rule();

    /**
     * Requires that this parameter admits the value.
     *
     * @throws InvalidSearch naming this parameter, its rule and the value
     */
    default void check(Value value) {
        if (!contains(value)) {
            throw refusal(value);
        }
    }

    /** The fault of a value that is not admitted. */
    default InvalidSearch refusal(Value value) {
        return new InvalidSearch("parameter '%s': %s, got %s".formatted(name(), rule(), value.raw()));
    }
}
