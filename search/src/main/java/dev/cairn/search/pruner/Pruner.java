package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.List;

/** Judges a running trial by its curve among those of its peers. A pure function; a verdict is a value, never an exception. */
public interface Pruner {
    /**
     * What becomes of the trial.
     *
     * @param curve of the trial so far, its last point being the one to judge
     * @param peers curves of the other trials of the same trainer, running and ended, without this one
     */
    Verdict judge(Curve curve, List<Curve> peers, Direction direction);

    /** True if {@link #judge} may say anything but continue at this step, so that others need not ask. */
    boolean judgesAt(int step);
}
