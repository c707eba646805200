package dev.cairn.search.sampler;

import java.util.Optional;

/** An algorithm that proposes one point at a time; {@link OneByOne} makes a {@link Sampler} of it. */
interface Proposer {
    /** An active, feasible point; empty when nothing is left to try. */
    Optional<Suggestion.New> propose(Situation situation);

    /** False if a proposal does not depend on where earlier trials were, so that its distance from them explains nothing. */
    default boolean looksBack() {
        return true;
    }
}
