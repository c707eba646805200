package dev.cairn.search.trial;

import dev.cairn.search.space.Values;

/**
 * A trial that was stopped early because its peers did better.
 *
 * @param lastValue its last measurement: an estimate of the end that is too pessimistic
 */
public record PrunedTrial(int number, Values values, Curve curve, double lastValue) implements Trial {
    public PrunedTrial {
        Trial.checkNumber(number);
    }
}
