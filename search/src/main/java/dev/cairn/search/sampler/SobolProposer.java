package dev.cairn.search.sampler;

import dev.cairn.search.math.Sobol;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Optional;

/**
 * The points of one scrambled Sobol' sequence, by trial number; a point that breaks a constraint is replaced by a random one (Sobol', USSR
 * Computational Mathematics and Mathematical Physics 7(4), 1967; scrambling: Owen, 1995).
 */
record SobolProposer() implements Proposer {
    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Values values = point(
                situation.space(), situation.number() - 1, situation.studyKey("sobol"), situation.stream("sobol"));
        Explanation why =
                Explanation.of("sobol", "Point %d of a space-filling sequence.".formatted(situation.number()));
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    @Override
    public boolean looksBack() {
        return false;
    }

    /** A starting point of a search that will learn: every other one is drawn to where good values are believed to be. */
    static Values start(SearchSpace space, int index, long key, Stream spare) {
        return Prior.of(space).start(index, point(space, index, key, spare), spare);
    }

    static Values point(SearchSpace space, int index, long key, Stream spare) {
        if (space.size() == 0 || space.size() > Sobol.MAX_DIMENSIONS) {
            return FeasiblePoints.draw(space, spare);
        }
        Values values = space.decode(new Sobol(space.size()).point(index, key));
        return space.feasible(values) ? values : FeasiblePoints.draw(space, spare);
    }
}
