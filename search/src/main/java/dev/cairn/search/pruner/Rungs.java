package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps min·factorᵏ before the end, at which trials are compared.
 *
 * @param end where training ends by itself; nobody is judged there
 */
record Rungs(int min, int end, double factor) {
    Rungs {
        if (min < 1 || end < min || !(factor > 1)) {
            throw new InvalidSearch(
                    "rungs need 1 <= min <= end and a factor > 1, got %d, %d and %s".formatted(min, end, factor));
        }
    }

    boolean at(int step) {
        return all().contains(step);
    }

    /** In rising order, rounded, without repetition. */
    List<Integer> all() {
        List<Integer> steps = new ArrayList<>();
        for (double rung = min; Math.round(rung) < end; rung *= factor) {
            int step = (int) Math.round(rung);
            if (steps.isEmpty() || steps.get(steps.size() - 1) < step) {
                steps.add(step);
            }
        }
        return steps;
    }
}
