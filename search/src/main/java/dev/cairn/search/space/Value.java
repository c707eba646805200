package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;

/** One value of one parameter. */
public sealed interface Value {
    /** The plain Java form: a {@link Double}, {@link Long}, {@link String} or {@link Boolean}. */
    Object raw();

    /**
     * The value of a plain object: any integral number is whole, any other number is real.
     *
     * @throws InvalidSearch for another type
     */
    static Value of(Object raw) {
        if (raw instanceof Value value) {
            return value;
        }
        if (raw instanceof Long || raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
            return new Whole(((Number) raw).longValue());
        }
        if (raw instanceof Number number) {
            return new Num(number.doubleValue());
        }
        if (raw instanceof Boolean on) {
            return new Flag(on);
        }
        if (raw instanceof CharSequence text) {
            return new Text(text.toString());
        }
        throw new InvalidSearch(
                "a value is a number, a text or a flag, got " + raw.getClass().getSimpleName());
    }

    /** A finite real number. */
    record Num(double number) implements Value {
        public Num {
            if (!Double.isFinite(number)) {
                throw new InvalidSearch("a number must be finite, got " + number);
            }
            number += 0.0; // -0.0 and 0.0 are one value
        }

        @Override
        public Object raw() {
            return number;
        }
    }

    /** A whole number. */
    record Whole(long number) implements Value {
        @Override
        public Object raw() {
            return number;
        }
    }

    /** A word. */
    record Text(String text) implements Value {
        @Override
        public Object raw() {
            return text;
        }
    }

    /** On or off. */
    record Flag(boolean on) implements Value {
        @Override
        public Object raw() {
            return on;
        }
    }
}
