package dev.cairn.search.transfer;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Values;
import java.util.List;

/**
 * An earlier study that a new one may learn from.
 *
 * @param study its name, for people
 * @param distance of its data from the new study's, from 0 (the same) to 1 (nothing in common)
 * @param results its finished trials, the best first
 */
public record Origin(String study, double distance, List<Result> results) {
    public Origin {
        checkDistance(study, distance);
        results = List.copyOf(results);
    }

    /** A finished trial of an earlier study. */
    public record Result(int trial, Values values) {}

    static void checkDistance(String study, double distance) {
        if (!(distance >= 0 && distance <= 1)) {
            throw new InvalidSearch(
                    "the distance of study '%s' must be from 0 to 1, got %s".formatted(study, distance));
        }
    }
}
