package dev.cairn.trainers.metric;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model costs, less being better. What is measured by the clock differs from run to run. */
public enum Cost {
    /** Wall time of training and scoring all folds, in seconds; earlier attempts that were resumed included. */
    FIT_SECONDS("fitSeconds"),
    /** Median over a few repetitions of the time to predict many rows at once, per row, in milliseconds. */
    LATENCY_MS("latencyMs"),
    /** Mean over the folds of what the fitted model takes to predict with, in MiB. */
    MODEL_MIB("modelMiB");

    private final String wireName;

    Cost(String wireName) {
        this.wireName = wireName;
    }

    /** Whether two runs of the same trial measure the same. */
    public boolean exact() {
        return this == MODEL_MIB;
    }

    /** Whether a mean of several models costs what they do together, each time that it answers. */
    public boolean ofAnswering() {
        return this != FIT_SECONDS;
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
