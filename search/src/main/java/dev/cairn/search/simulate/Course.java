package dev.cairn.search.simulate;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.trial.Curve;

/**
 * How the training of one configuration would go if nobody stopped it.
 *
 * @param curve all that it would measure; empty for one that fails before it measures anything
 * @param score of the trained model; not a number where there is none
 * @param end what comes after the last measurement
 * @param setupSeconds from the start of the trial to its first step, at least 0
 * @param secondsPerStep above 0
 */
public record Course(Curve curve, double score, End end, double setupSeconds, double secondsPerStep) {
    /** How it ends. */
    public enum End {
        SCORED,
        FAILED,
        DIVERGED
    }

    public Course {
        if (!(setupSeconds >= 0 && Double.isFinite(setupSeconds))) {
            throw new InvalidSearch("the set-up of a trial takes at least 0 seconds, got " + setupSeconds);
        }
        if (!(secondsPerStep > 0 && Double.isFinite(secondsPerStep))) {
            throw new InvalidSearch("a step takes more than 0 seconds, got " + secondsPerStep);
        }
        if (curve.isEmpty() && end == End.SCORED) {
            throw new InvalidSearch("a training that is scored measures something");
        }
    }
}
