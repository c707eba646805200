package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.List;
import java.util.Optional;

/** Judges a running trial by its curve among those of its peers. A pure function; a verdict is a value, never an exception. */
public interface Pruner {
    /**
     * What becomes of the trial.
     *
     * @param trial its curve so far, whose last point is the one to judge
     * @param peers the other trials of the same trainer, running, paused and ended, without this one
     */
    Verdict judge(Contender trial, List<Contender> peers, Direction direction);

    /** True if {@link #judge} may say anything but continue at this step, so that others need not ask. */
    boolean judgesAt(int step);

    /**
     * The paused trial to go on with rather than to begin a new one; empty for rules that never pause, and when none of them deserves it.
     *
     * @param paused trials of one trainer that a verdict paused
     * @param others of the same trainer, running and ended
     */
    default Optional<Promotion> promotion(List<Contender> paused, List<Contender> others, Direction direction) {
        return Optional.empty();
    }

    /** True if it compares trials fold by fold, so that somebody has to show it the folds. */
    default boolean comparesFolds() {
        return false;
    }

    /** True if its verdicts may pause a trial, so that somebody has to ask for promotions. */
    default boolean pauses() {
        return false;
    }
}
