package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What every pruner may be told; each takes what it understands.
 *
 * @param minSteps no trial is compared before this step
 * @param maxSteps where training ends by itself
 * @param every how many steps lie between two measurements; rungs are multiples of it
 * @param rungs the steps at which trials are compared, rising; empty for steps that grow by a factor from {@code minSteps} on
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
        int every,
        List<Integer> rungs,
        double reduction,
        double percentile,
        int patience,
        OptionalDouble bound,
        double level,
        double least) {
    public PrunerOptions {
        rungs = List.copyOf(rungs);
        if (minSteps < 1 || maxSteps < minSteps) {
            throw new InvalidSearch(
                    "a pruner needs 1 <= minSteps <= maxSteps, got %d and %d".formatted(minSteps, maxSteps));
        }
        for (int i = 0; i < rungs.size(); i++) {
            if (rungs.get(i) < 1 || (i > 0 && rungs.get(i) <= rungs.get(i - 1))) {
                throw new InvalidSearch("rungs start at 1 and rise, got " + rungs);
            }
        }
        between("every", every, 1, Integer.MAX_VALUE);
        between("reduction", reduction, 1.1, 100);
        between("percentile", percentile, 1, 99);
        between("patience", patience, 1, Integer.MAX_VALUE);
        between("level", level, 1e-6, 0.5);
        between("least", least, 1e-6, 0.5);
    }

    /** A reduction of 3 is what Li et al. (2020) recommend between 2 and 4; patience is a fifth of the training. */
    public PrunerOptions(int minSteps, int maxSteps, int every) {
        this(
                minSteps,
                maxSteps,
                every,
                List.of(),
                3,
                50,
                Math.max(1, maxSteps / 5),
                OptionalDouble.empty(),
                0.05,
                0.05);
    }

    /** For trials that measure at every step. */
    public PrunerOptions(int minSteps, int maxSteps) {
        this(minSteps, maxSteps, 1);
    }

    public PrunerOptions withRungs(List<Integer> other) {
        return new PrunerOptions(
                minSteps, maxSteps, every, other, reduction, percentile, patience, bound, level, least);
    }

    public PrunerOptions withReduction(double other) {
        return new PrunerOptions(minSteps, maxSteps, every, rungs, other, percentile, patience, bound, level, least);
    }

    public PrunerOptions withPercentile(double other) {
        return new PrunerOptions(minSteps, maxSteps, every, rungs, reduction, other, patience, bound, level, least);
    }

    public PrunerOptions withPatience(int other) {
        return new PrunerOptions(minSteps, maxSteps, every, rungs, reduction, percentile, other, bound, level, least);
    }

    public PrunerOptions withBound(double other) {
        OptionalDouble some = OptionalDouble.of(other);
        return new PrunerOptions(minSteps, maxSteps, every, rungs, reduction, percentile, patience, some, level, least);
    }

    public PrunerOptions withLevel(double other) {
        return new PrunerOptions(
                minSteps, maxSteps, every, rungs, reduction, percentile, patience, bound, other, least);
    }

    public PrunerOptions withLeast(double other) {
        return new PrunerOptions(
                minSteps, maxSteps, every, rungs, reduction, percentile, patience, bound, level, other);
    }

    private static void between(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidSearch("%s must be from %s to %s, got %s".formatted(name, low, high, value));
        }
    }
}
