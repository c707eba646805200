package dev.cairn.trainers.metric;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model costs, less being better. It is measured by the clock, so no two runs agree to the last digit. */
public enum Cost {
    /** Wall time of training and scoring all folds, in seconds; earlier attempts that were resumed included. */
    FIT_SECONDS("fitSeconds"),
    /** Median over a few repetitions of the time to predict many rows at once, per row, in milliseconds. */
    LATENCY_MS("latencyMs");

    private final String wireName;

    Cost(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** By wire name; letter case does not matter. */
    public static Optional<Cost> named(String name) {
        return Stream.of(values())
                .filter(cost -> cost.wireName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> names() {
        return Stream.of(values()).map(Cost::wireName).toList();
    }
}
