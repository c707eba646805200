package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bayesian optimisation for several objectives and for bounds on outcomes: a space-filling start, then the greatest expected hypervolume
 * improvement (Daulton, Balandat and Bakshy, NeurIPS 2020) times the probability that all bounds are kept (Gardner et al., ICML 2014).
 *
 * <p>With more than three objectives the boxes of the front are too many; then each suggestion improves on one random weighting of the
 * objectives (ParEGO: Knowles, IEEE TEC 10(1), 2006).
 */
record FrontProposer() implements Proposer {
    private static final int MOST_EXACT = 3;
    private static final int MOST_OBSERVATIONS = 200;
    /** The weight of the sum beside the greatest loss (Knowles 2006). */
    private static final double AUGMENTED = 0.05;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        SearchSpace space = situation.space();
        Features features = new Features(space);
        Rivals rivals = Rivals.of(situation);
        Stream stream = situation.stream("front");
        if (situation.number() <= starts(features) || rivals.size() < 3) {
            return Optional.of(start(situation, stream));
        }
        Rivals weighed = rivals.objectives() > MOST_EXACT ? weighted(rivals, stream) : rivals;
        Optional<Suggestion.New> found =
                new FrontTurn(space, features, weighed, weighed.thinned(MOST_OBSERVATIONS), stream).suggestion();
        return Optional.of(found.orElseGet(() -> start(situation, stream)));
    }

    private static Suggestion.New start(Situation situation, Stream stream) {
        Values start =
                SobolProposer.start(situation.space(), situation.ownIndex(), situation.studyKey("front"), stream);
        Explanation why = Explanation.of("start", "A space-filling point, for the models to learn from.");
        return new Suggestion.New(start, Fidelity.FULL, why);
    }

    private static int starts(Features features) {
        return (int) Math.round(Math.min(12, Math.max(6, features.activeOnAverage() + 3)));
    }

    /** One loss: the augmented Tchebycheff distance under weights that are uniform over the simplex. */
    private static Rivals weighted(Rivals rivals, Stream stream) {
        int m = rivals.objectives();
        double[] weights = new double[m];
        double[] low = new double[m];
        double[] range = new double[m];
        double total = 0;
        for (int d = 0; d < m; d++) {
            int axis = d;
            weights[d] = -Math.log(1 - stream.uniform());
            total += weights[d];
            double[] sorted = Arrays.stream(rivals.losses())
                    .mapToDouble(row -> row[axis])
                    .sorted()
                    .toArray();
            low[d] = sorted[0];
            range[d] = Math.max(1e-300, sorted[sorted.length - 1] - sorted[0]);
        }
        double[][] losses = new double[rivals.size()][1];
        for (int i = 0; i < losses.length; i++) {
            double greatest = 0;
            double sum = 0;
            for (int d = 0; d < m; d++) {
                double part = weights[d] / total * (rivals.losses()[i][d] - low[d]) / range[d];
                greatest = Math.max(greatest, part);
                sum += part;
            }
            losses[i][0] = greatest + AUGMENTED * sum;
        }
        return new Rivals(rivals.points(), losses, rivals.violations(), rivals.pending());
    }
}
