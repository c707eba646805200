package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import java.util.OptionalDouble;

/**
 * What every pruner may be told; each takes what it understands.
 *
 * @param minSteps no trial is compared before this step
 * @param maxSteps where training ends by itself
 * @param reduction of how many trials at a rung one goes on
 * @param percentile share of the trials that the percentile rule lets go on, 0 … 100
 * @param patience steps without a gain
 * @param bound the worst value that the threshold rule lets go on
 * @param level chance of a wrong stop by the paired test
 * @param least probability of beating the best below which the extrapolation stops
 */
public record PrunerOptions(
        int minSteps,
        int maxSteps,
        double reduction,
        double percentile,
        int patience,
        OptionalDouble bound,
        double level,
        double least) {
    public PrunerOptions {
        if (minSteps < 1 || maxSteps < minSteps) {
            throw new InvalidSearch(
                    "a pruner needs 1 <= minSteps <= maxSteps, got %d and %d".formatted(minSteps, maxSteps));
        }
        between("reduction", reduction, 1.1, 100);
        between("percentile", percentile, 1, 99);
        between("patience", patience, 1, Integer.MAX_VALUE);
        between("level", level, 1e-6, 0.5);
        between("least", least, 1e-6, 0.5);
    }

    /** A reduction of 3 is what Li et al. (2020) recommend between 2 and 4; patience is a fifth of the training. */
    public PrunerOptions(int minSteps, int maxSteps) {
        this(minSteps, maxSteps, 3, 50, Math.max(1, maxSteps / 5), OptionalDouble.empty(), 0.05, 0.05);
    }

    public PrunerOptions withReduction(double other) {
        return new PrunerOptions(minSteps, maxSteps, other, percentile, patience, bound, level, least);
    }

    private static void between(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidSearch("%s must be from %s to %s, got %s".formatted(name, low, high, value));
        }
    }
}
