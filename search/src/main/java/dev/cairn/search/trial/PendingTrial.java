package dev.cairn.search.trial;

import dev.cairn.search.space.Values;

/** A trial that is queued, running or paused: it has no result yet. */
public record PendingTrial(int number, Values values, Curve curve, Fidelity fidelity, boolean paused) implements Trial {
    public PendingTrial {
        Trial.checkNumber(number);
    }

    public PendingTrial(int number, Values values) {
        this(number, values, Curve.EMPTY, Fidelity.FULL, false);
    }
}
