package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;

/** How far a trial may train, in the trainer's own unit (epochs, boosting rounds). */
public record Fidelity(int maxSteps) {
    /** As far as the trainer's own settings say. */
    public static final Fidelity FULL = new Fidelity(Integer.MAX_VALUE);

    public Fidelity {
        if (maxSteps < 1) {
            throw new InvalidSearch("a fidelity needs maxSteps >= 1, got " + maxSteps);
        }
    }
}
