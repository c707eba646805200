package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;

/**
 * What every pruner may be told.
 *
 * @param minSteps no trial is judged before this step
 * @param maxSteps where training ends by itself
 * @param reduction of how many trials at a rung one goes on
 */
public record PrunerOptions(int minSteps, int maxSteps, int reduction) {
    public PrunerOptions {
        if (minSteps < 1 || maxSteps < minSteps) {
            throw new InvalidSearch(
                    "a pruner needs 1 <= minSteps <= maxSteps, got %d and %d".formatted(minSteps, maxSteps));
        }
        if (reduction < 2) {
            throw new InvalidSearch("reduction must be >= 2, got " + reduction);
        }
    }

    /** One in three goes on, the value that Li et al. (2020) recommend between 2 and 4. */
    public PrunerOptions(int minSteps, int maxSteps) {
        this(minSteps, maxSteps, 3);
    }
}
