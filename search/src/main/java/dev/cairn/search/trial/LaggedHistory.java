package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * What a suggestion may know in deterministic mode. Trial <i>i</i> sees trials ≤ <i>i</i> − lag as they ended and every later one as pending
 * without a curve, whatever it has reported meanwhile. So a suggestion depends on the seed, its number and those results alone, never on how
 * many slots there are or how fast they run.
 *
 * @param lag how many of the latest trials are hidden
 */
public record LaggedHistory(int lag) {

    public LaggedHistory {
        if (lag < 1) {
            throw new InvalidSearch("lag: at least 1, got " + lag);
        }
    }

    /** Whether everything that trial {@code number} has to know is known. */
    public boolean ready(int number, List<Trial> trials) {
        return trials.stream().noneMatch(t -> t.number() <= number - lag && t instanceof PendingTrial);
    }

    /** The history as trial {@code number} sees it; which arm suggested a trial is known before its result. */
    public History seenBy(int number, List<Direction> directions, List<Trial> trials, List<String> arms) {
        List<Trial> seen = new ArrayList<>();
        for (Trial trial : trials) {
            if (trial.number() <= number - lag) {
                seen.add(trial);
            } else if (trial.number() < number) {
                seen.add(new PendingTrial(trial.number(), trial.values(), Curve.EMPTY, Fidelity.FULL, false));
            }
        }
        return new History(directions, seen, arms.subList(0, Math.min(number - 1, arms.size())));
    }
}
