package dev.cairn.search.sampler;

import java.util.Optional;

/**
 * Two proposers, by what a study wants.
 *
 * @param one where less of one number is all
 * @param several where there are several objectives, or bounds on outcomes
 */
record ByGoals(Proposer one, Proposer several) implements Proposer {
    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        return (situation.history().plain() ? one : several).propose(situation);
    }
}
