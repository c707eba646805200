package dev.cairn.search.sampler;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;

/** What a sampler wants done next. */
public sealed interface Suggestion {
    Fidelity fidelity();

    Explanation why();

    /** Try this configuration. */
    record New(Values values, Fidelity fidelity, Explanation why) implements Suggestion {}

    /** Let a paused trial go on to a higher fidelity. */
    record Promote(int trial, Fidelity fidelity, Explanation why) implements Suggestion {}

    /** Start from another trial's checkpoint with other values. */
    record Fork(int parent, Values values, Fidelity fidelity, Explanation why) implements Suggestion {}
}
