package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Values;
import java.time.Duration;
import java.util.List;

/**
 * A trial that ran to its end.
 *
 * @param objectives one value per direction of the history; one that is not finite counts as the worst seen
 * @param spread standard deviation of the first objective over folds or replicates, NaN if unknown
 */
public record CompletedTrial(
        int number, Values values, Curve curve, List<Double> objectives, double spread, Duration cost)
        implements Trial {
    public CompletedTrial {
        Trial.checkNumber(number);
        objectives = List.copyOf(objectives);
        if (objectives.isEmpty()) {
            throw new InvalidSearch("trial %d is complete and has no objective".formatted(number));
        }
    }

    public CompletedTrial(int number, Values values, double objective) {
        this(number, values, Curve.EMPTY, List.of(objective), Double.NaN, Duration.ZERO);
    }

    public double objective() {
        return objectives.get(0);
    }
}
