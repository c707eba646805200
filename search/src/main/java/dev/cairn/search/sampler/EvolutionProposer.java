package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.List;
import java.util.Optional;

/**
 * Regularized evolution (Real et al., AAAI 2019, Algorithm 1): the best of a few members of the population, drawn at random, has a mutant for
 * its child; members die of age, not of being bad, so that a lucky result does not live forever.
 *
 * <p>A mutant differs in one active parameter, now and then in more. What a change makes active gets a random value. The population is read off
 * the history: its last members, so that nothing has to be kept between two suggestions.
 */
record EvolutionProposer() implements Proposer {
    /** A quarter of the population is drawn, as in the paper (25 of 100), which had 20 000 trials where we have hundreds. */
    private static final int POPULATION = 24;

    private static final int DRAWN = 6;
    private static final int STARTS = 12;
    private static final double[] STEPS = {0.25, 0.1, 0.03};
    /** How often a mutant gets one more change. */
    private static final double MORE = 0.35;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Evidence evidence = Evidence.of(situation);
        Stream stream = situation.stream("evolution");
        if (evidence.size() < STARTS) {
            Values values = SobolProposer.start(
                    situation.space(), situation.ownIndex(), situation.studyKey("evolution"), stream);
            Explanation why = Explanation.of("start", "A space-filling point for the first population.");
            return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
        }
        int parent = parent(evidence, stream);
        double[] point = evidence.points().get(parent);
        Mutations mutations = Mutations.of(situation, "mutation");
        Values values = mutations.firstNew(() -> mutant(mutations, point, stream));
        Explanation why = Explanation.of(
                        "evolution", "A mutant of the best of %d drawn from the population.".formatted(DRAWN))
                .with("parentLoss", evidence.losses()[parent])
                .with("population", Math.min(POPULATION, evidence.size()));
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    /** The best of a few of the youngest. */
    private static int parent(Evidence evidence, Stream stream) {
        int members = Math.min(POPULATION, evidence.size());
        int oldest = evidence.size() - members;
        int[] order = stream.permutation(members);
        int best = oldest + order[0];
        for (int i = 1; i < Math.min(DRAWN, members); i++) {
            int rival = oldest + order[i];
            best = evidence.losses()[rival] < evidence.losses()[best] ? rival : best;
        }
        return best;
    }

    private static double[] mutant(Mutations mutations, double[] parent, Stream stream) {
        double[] mutant = mutations.filled(parent);
        List<Integer> axes = mutations.movable(parent);
        if (axes.isEmpty()) {
            return mutant;
        }
        do {
            int axis = axes.get(stream.below(axes.size()));
            mutant[axis] = mutations.moved(axis, mutant[axis], STEPS[stream.below(STEPS.length)]);
        } while (stream.uniform() < MORE);
        return mutant;
    }
}
