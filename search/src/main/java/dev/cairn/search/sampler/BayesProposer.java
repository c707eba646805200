package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bayesian optimisation with a Gaussian process over mixed and conditional spaces: a space-filling start, then the point that
 * promises most by the criterion, sought by several arms that are paid by what they gain (the loop of Jones, Schonlau and Welch, Journal of
 * Global Optimization 13, 1998).
 */
record BayesProposer(Function<SearchSpace, Criterion> criterion) implements Proposer {
    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        SearchSpace space = situation.space();
        Features features = new Features(space);
        Evidence evidence = Evidence.withLadder(situation);
        Stream stream = situation.stream("bayes");
        if (situation.number() <= starts(features) || evidence.size() < 3) {
            return Optional.of(start(situation, stream, "start"));
        }
        Evidence kept = Refits.kept(evidence);
        if (Noise.replicateIsDue(evidence) && Noise.shows(space, features, evidence)) {
            Optional<Suggestion.New> again = new GaussianTurn(
                            space, features, Warping.WIDE, evidence, kept, stream, criterion.apply(space))
                    .replicate();
            if (again.isPresent()) {
                return again;
            }
        }
        for (Arm arm : new Turns(evidence, ForestProposer.suits(space)).next()) {
            GaussianTurn turn =
                    new GaussianTurn(space, features, arm.warping(), evidence, kept, stream, criterion.apply(space));
            Optional<Suggestion.New> suggestion = arm.suggestion(turn);
            if (suggestion.isPresent()) {
                return suggestion;
            }
        }
        return Optional.of(start(situation, stream, Arm.EXPLORE.label()));
    }

    private static Suggestion.New start(Situation situation, Stream stream, String arm) {
        Values start =
                SobolProposer.start(situation.space(), situation.ownIndex(), situation.studyKey("bayes"), stream);
        Explanation why = Explanation.of(arm, "A space-filling point, for the model to learn from.");
        return new Suggestion.New(start, Fidelity.FULL, why);
    }

    private static int starts(Features features) {
        return (int) Math.round(Math.min(10, Math.max(5, features.activeOnAverage() + 2)));
    }
}
