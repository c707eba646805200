package dev.cairn.search.pruner;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps at which trials are compared, in rising order.
 *
 * @param end where training ends by itself; nobody is judged there
 */
record Rungs(List<Integer> all, int end) {
    Rungs {
        all = List.copyOf(all);
    }

    /**
     * Those that are named, each at the next measurement; else min·factorᵏ, each at the nearest one.
     *
     * @param factor between two rungs, above 1
     */
    static Rungs of(PrunerOptions options, double factor) {
        int every = options.every();
        List<Integer> steps = new ArrayList<>();
        if (options.rungs().isEmpty()) {
            for (double rung = options.minSteps(); Math.round(rung) < options.maxSteps(); rung *= factor) {
                steps.add((int) Math.max(1, Math.round(rung / every)) * every);
            }
        } else {
            options.rungs().forEach(rung -> steps.add(((rung + every - 1) / every) * every));
        }
        return new Rungs(
                steps.stream()
                        .distinct()
                        .filter(step -> step < options.maxSteps())
                        .toList(),
                options.maxSteps());
    }

    boolean at(int step) {
        return all.contains(step);
    }
}
