package dev.cairn.trainers;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Task;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Columns along which a boosted model may only rise or only fall, all others held fast. What rises or falls is the predicted number, or the
 * probability of the second of two classes.
 */
public record Monotone(Map<String, Way> ofColumns) {
    /** The name of the parameter: {@code none}, or {@code age=increasing, fare=decreasing}. */
    public static final String PARAMETER = "monotone";

    public static final String NONE = "none";

    /** In which direction. */
    public enum Way {
        INCREASING(1),
        DECREASING(-1);

        private final int sign;

        Way(int sign) {
            this.sign = sign;
        }

        private static Way named(String column, String word) {
            for (Way way : values()) {
                if (way.word().equals(word)) {
                    return way;
                }
            }
            throw new IllegalArgumentException(
                    "column '" + column + "' can be increasing or decreasing, got '" + word + "'");
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Monotone {
        ofColumns = Map.copyOf(ofColumns);
    }

    public static Monotone of(Values values) {
        return values.has(PARAMETER) ? of(values.text(PARAMETER)) : new Monotone(Map.of());
    }

    private static Monotone of(String text) {
        Map<String, Way> ways = new LinkedHashMap<>();
        if (!text.equals(NONE)) {
            NamedWords.of(text).forEach((column, word) -> ways.put(column, Way.named(column, word)));
        }
        return new Monotone(ways);
    }

    /** As a value of the parameter. */
    public static String text(Map<String, Way> ofColumns) {
        Map<String, String> words = new LinkedHashMap<>();
        ofColumns.forEach((column, way) -> words.put(column, way.word()));
        return words.isEmpty() ? NONE : NamedWords.text(words);
    }

    /** What is wrong with a value of the parameter, in words for the user. */
    public static Optional<String> fault(Value value) {
        try {
            if (value instanceof Value.Text text) {
                of(text.text());
                return Optional.empty();
            }
            return Optional.of(PARAMETER + " is a text, got " + value.raw());
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why models of a task cannot be held to directions; a leaf of another loss than the squared is set after its tree was grown. */
    public static Optional<String> refusal(TaskShape shape, Objective objective, Values values) {
        if (shape.task() == Task.MULTICLASS) {
            return Optional.of("directions are of a number or of two classes, not of " + shape.classes() + " classes");
        }
        boolean squared = shape.task().classification()
                || !values.has(RegressionLoss.PARAMETER)
                || RegressionLoss.of(objective, values) instanceof RegressionLoss.Squared;
        return squared ? Optional.empty() : Optional.of("directions need the squared loss; fix loss to 'squared'");
    }

    /** 1, -1 or 0 by column of a frame; empty when none is held. A column that the features left out cannot move the model. */
    public Optional<int[]> signs(Frame frame) {
        int[] signs = frame.columns().stream()
                .mapToInt(column -> Optional.ofNullable(ofColumns.get(column.name()))
                        .map(way -> way.sign)
                        .orElse(0))
                .toArray();
        return ofColumns.isEmpty() ? Optional.empty() : Optional.of(signs);
    }
}
