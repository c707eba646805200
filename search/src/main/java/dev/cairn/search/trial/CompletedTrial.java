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
 * @param violations one number per bound on an outcome, at most 0 where it is kept; in units of the bound, so that they add up
 */
public record CompletedTrial(
        int number,
        Values values,
        Curve curve,
        List<Double> objectives,
        double spread,
        Duration cost,
        List<Double> violations)
        implements Trial {
    public CompletedTrial {
        Trial.checkNumber(number);
        objectives = List.copyOf(objectives);
        violations = List.copyOf(violations);
        if (objectives.isEmpty()) {
            throw new InvalidSearch("trial %d is complete and has no objective".formatted(number));
        }
    }

    /** A trial without bounds on its outcome. */
    public CompletedTrial(
            int number, Values values, Curve curve, List<Double> objectives, double spread, Duration cost) {
        this(number, values, curve, objectives, spread, cost, List.of());
    }

    public CompletedTrial(int number, Values values, double objective) {
        this(number, values, Curve.EMPTY, List.of(objective), Double.NaN, Duration.ZERO);
    }

    public double objective() {
        return objectives.get(0);
    }

    /** How far it is from keeping all bounds: 0 if it keeps them, infinite where one could not be measured. */
    public double violation() {
        double sum = 0;
        for (double violation : violations) {
            sum += Double.isNaN(violation) ? Double.POSITIVE_INFINITY : Math.max(0, violation);
        }
        return sum;
    }
}
