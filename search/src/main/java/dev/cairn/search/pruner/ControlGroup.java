package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;

/**
 * A few trials that run to their end although the rule would stop them, drawn by the study's seed, so that what stopping costs can be measured
 * (a randomised control: Kohavi et al., DMKD 2009).
 *
 * @param share of the trials, 0 … 0.5
 */
public record ControlGroup(double share, long seed) {
    /** Costs about as much of what stopping saves. */
    public static final double USUAL_SHARE = 0.03;

    public ControlGroup {
        if (!(share >= 0 && share <= 0.5)) {
            throw new InvalidSearch("the control group is a share from 0 to 0.5, got " + share);
        }
    }

    public boolean has(int trial) {
        return Stream.of(seed, trial, "control".hashCode()).uniform() < share;
    }
}
