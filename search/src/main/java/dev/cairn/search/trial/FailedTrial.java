package dev.cairn.search.trial;

import dev.cairn.search.space.Values;

/**
 * A trial that broke.
 *
 * @param diverged true if the fault lies in the values (NaN), which samplers take as the worst result; else it says nothing of them
 */
public record FailedTrial(int number, Values values, Curve curve, String reason, boolean diverged) implements Trial {
    public FailedTrial {
        Trial.checkNumber(number);
    }
}
