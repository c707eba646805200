package dev.cairn.server.routes;

import dev.cairn.search.trial.Direction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Small conversions that several views share. */
final class Wire {
    private Wire() {}

    /** {@code OUT_OF_MEMORY} is {@code outOfMemory} on the wire. */
    static String name(Enum<?> constant) {
        return name(constant.name());
    }

    static String name(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .filter(Predicate.not(String::isEmpty))
                        .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                        .collect(Collectors.joining());
    }

    static String direction(boolean maximize) {
        return maximize ? "maximize" : "minimize";
    }

    static String direction(Direction direction) {
        return direction(direction == Direction.MAXIMIZE);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /** A number that is known; NaN means it is not. */
    static Optional<Double> known(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }
}
