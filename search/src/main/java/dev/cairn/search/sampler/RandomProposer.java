package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Optional;

/** Uniform random points of the unit cube (Bergstra and Bengio, JMLR 13, 2012); where priors are given, every other one is drawn to them. */
record RandomProposer() implements Proposer {
    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Stream stream = situation.stream("random");
        Values uniform = FeasiblePoints.draw(situation.space(), stream);
        Values values = Prior.of(situation.space()).start(situation.number() - 1, uniform, stream);
        Explanation why = Explanation.of(
                "random",
                values.equals(uniform) ? "A uniform random point." : "A random point near the believed values.");
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    @Override
    public boolean looksBack() {
        return false;
    }
}
