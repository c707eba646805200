package dev.cairn.search.sampler;

import dev.cairn.search.math.Ranking;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.util.List;
import java.util.Optional;

/**
 * The trial that a study would answer with: the best result, and where results are noisy the best estimate, since the best of many noisy
 * results is mostly the luckiest (the winner's curse; Picheny et al., Struct. Multidisc. Optim. 48, 2013).
 *
 * @param estimate of the first objective there, in its own unit
 * @param deviation standard deviation of that estimate; 0 where results show no noise
 */
public record Incumbent(int trial, double estimate, double deviation) {
    private static final int MOST = 300;

    /** Empty as long as no trial has a finite result. */
    public static Optional<Incumbent> of(SearchSpace space, History history) {
        List<CompletedTrial> done = history.completed().stream()
                .filter(trial -> Double.isFinite(trial.objective()))
                .toList();
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Direction direction = history.direction();
        Evidence evidence = new Evidence(
                Encodings.of(space).points(space, done),
                done.stream()
                        .mapToDouble(trial -> direction.loss(trial.objective()))
                        .toArray(),
                List.of());
        Features features = new Features(space);
        if (!Noise.shows(space, features, evidence)) {
            CompletedTrial best = done.get(evidence.ranking()[0]);
            return Optional.of(new Incumbent(best.number(), best.objective(), 0));
        }
        return Optional.of(estimated(space, features, done, evidence, direction));
    }

    private static Incumbent estimated(
            SearchSpace space, Features features, List<CompletedTrial> done, Evidence evidence, Direction direction) {
        int[] sample = evidence.sample(MOST);
        Evidence kept = evidence.thinned(MOST);
        double[] warped = Warping.WIDE.of(kept.losses());
        List<Belief> beliefs = GaussianProcess.of(
                        features,
                        GaussianTurn.hyperparameters(space, features, Warping.WIDE, evidence),
                        kept.points(),
                        warped)
                .atAll(kept.points());
        int[] byMean =
                Ranking.ascending(beliefs.stream().mapToDouble(Belief::mean).toArray());
        Belief best = beliefs.get(byMean[0]);
        // Up to its knee this warping is a straight line, of which the least loss and the median are two points.
        int[] ranking = kept.ranking();
        int low = ranking[0];
        int middle = ranking[(ranking.length - 1) / 2];
        double rise = warped[middle] > warped[low]
                ? (kept.losses()[middle] - kept.losses()[low]) / (warped[middle] - warped[low])
                : 0;
        double loss = kept.losses()[low] + rise * (best.mean() - warped[low]);
        return new Incumbent(done.get(sample[byMean[0]]).number(), direction.loss(loss), rise * best.deviation());
    }
}
