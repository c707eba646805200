package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import java.time.Duration;
import java.util.Optional;

/**
 * What may still be spent, a recorded input of every suggestion.
 *
 * @param trials how many more trials may be started; {@link Integer#MAX_VALUE} where nobody said
 */
public record BudgetLeft(int trials, Optional<Duration> time) {
    public BudgetLeft {
        if (trials < 0) {
            throw new InvalidSearch("the number of trials left must be >= 0, got " + trials);
        }
    }

    public static BudgetLeft ofTrials(int trials) {
        return new BudgetLeft(trials, Optional.empty());
    }
}
