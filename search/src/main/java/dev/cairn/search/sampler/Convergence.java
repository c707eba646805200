package dev.cairn.search.sampler;

import dev.cairn.search.math.Ranking;
import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says when a study has nothing more to gain: when what could still be found is less than the error with which a result is known (Makarova
 * et al., "Automatic Termination for Hyperparameter Optimization", AutoML 2022).
 *
 * <p>What could be found is the upper confidence bound of the best trial less the least lower bound anywhere in the space. The error of a
 * result is that of its cross-validation, or the noise that the model sees, and never less than a hundredth of what was gained so far.
 */
public final class Convergence {
    public static final String ARM = "converged";

    /** No study ends before so many trials are complete, nor before so many for each parameter. */
    private static final int LEAST = 20;

    private static final int LEAST_PER_PARAMETER = 4;
    /** The last quarter of the trials, and at least so many, must have gained less than the error. */
    private static final int QUIET = 10;

    private static final double LAST_PART = 0.25;
    /** Half-width of the confidence bounds in standard deviations. */
    private static final double WIDTH = 2;
    /** The factor of Equation 7, √(1/k + 1/(k − 1)), at five folds. */
    private static final double FOLDS = Math.sqrt(1.0 / 5 + 1.0 / 4);

    private static final double LEAST_ERROR = 0.01;
    private static final int MOST = 300;
    private static final int UNIFORM = 600;
    private static final int LOCAL = 40;
    private static final int INCUMBENTS = 5;

    private Convergence() {}

    /**
     * Why a study may end; empty as long as it should go on. Only a study of one objective without bounds ends.
     *
     * @param seed of the points at which the bound is sought
     */
    public static Optional<Explanation> reached(SearchSpace space, History history, long seed) {
        Direction direction = history.direction();
        List<CompletedTrial> done = history.completed().stream()
                .filter(trial -> Double.isFinite(trial.objective()))
                .toList();
        Features features = new Features(space);
        double least = Math.max(LEAST, LEAST_PER_PARAMETER * features.activeOnAverage());
        if (!history.plain() || done.size() < least) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence(
                Encodings.of(space).points(space, done),
                done.stream()
                        .mapToDouble(trial -> direction.loss(trial.objective()))
                        .toArray(),
                List.of());
        Bound bound = bound(space, features, evidence, Stream.of(seed, done.size(), ARM.hashCode()));
        double error = error(done.get(evidence.ranking()[0]), evidence.losses(), bound.noise());
        if (bound.regret() > error || lateGain(evidence.losses()) > error) {
            return Optional.empty();
        }
        return Optional.of(Explanation.of(
                        ARM,
                        String.format(
                                Locale.ROOT,
                                "Nothing more is to be gained: after %d trials at most %.3g could still be found, and a result"
                                        + " is known to within %.3g.",
                                done.size(),
                                bound.regret(),
                                error))
                .with("regretBound", bound.regret())
                .with("error", error));
    }

    /** In units of the loss. */
    private record Bound(double regret, double noise) {}

    private static Bound bound(SearchSpace space, Features features, Evidence all, Stream stream) {
        Evidence kept = all.thinned(MOST);
        double[] warped = Warping.WIDE.of(kept.losses());
        int[] ranking = kept.ranking();
        int low = ranking[0];
        int middle = ranking[(ranking.length - 1) / 2];
        if (!(warped[middle] > warped[low])) {
            return new Bound(0, 0);
        }
        // Up to its knee the warping is a straight line.
        double rise = (kept.losses()[middle] - kept.losses()[low]) / (warped[middle] - warped[low]);
        Hyperparameters learned = GaussianTurn.hyperparameters(space, features, Warping.WIDE, all);
        GaussianProcess process = GaussianProcess.of(features, learned, kept.points(), warped);
        double upper = process.atAll(kept.points()).stream()
                .mapToDouble(belief -> belief.mean() + WIDTH * belief.deviation())
                .min()
                .orElseThrow();
        double lower = process.atAll(candidates(space, kept, ranking, stream)).stream()
                .mapToDouble((Belief belief) -> belief.mean() - WIDTH * belief.deviation())
                .min()
                .orElse(upper);
        return new Bound(rise * Math.max(0, upper - lower), rise * Math.sqrt(learned.noise()));
    }

    private static List<double[]> candidates(SearchSpace space, Evidence kept, int[] ranking, Stream stream) {
        Candidates candidates = new Candidates(space, point -> true, stream);
        List<double[]> points = new ArrayList<>(candidates.uniform(UNIFORM));
        Arrays.stream(ranking)
                .limit(INCUMBENTS)
                .forEach(i -> points.addAll(candidates.around(kept.points().get(i), LOCAL)));
        return points;
    }

    private static double error(CompletedTrial best, double[] losses, double noise) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double gained = sorted[(sorted.length - 1) / 2] - sorted[0];
        double folds = best.spread() > 0 ? FOLDS * best.spread() : 0;
        return Math.max(LEAST_ERROR * gained, Math.max(folds, noise));
    }

    /** How much better the best of all is than the best before the last part of the trials. */
    private static double lateGain(double[] losses) {
        int late = Math.max(QUIET, (int) Math.ceil(LAST_PART * losses.length));
        double before = losses[Ranking.ascending(Arrays.copyOf(losses, losses.length - late))[0]];
        return before - Arrays.stream(losses).min().orElseThrow();
    }
}
