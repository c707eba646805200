package dev.cairn.search.sampler;

import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Optional;

/** Uniform random points of the unit cube (Bergstra and Bengio, JMLR 13, 2012). */
record RandomProposer() implements Proposer {
    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        return Optional.of(new Suggestion.New(
                FeasiblePoints.draw(situation.space(), situation.stream("random")),
                Fidelity.FULL,
                Explanation.of("random", "A uniform random point.")));
    }
}
