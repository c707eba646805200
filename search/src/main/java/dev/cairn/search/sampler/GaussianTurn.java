package dev.cairn.search.sampler;

import dev.cairn.search.math.Ranking;
import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A Gaussian process fitted to the evidence, and the places where its {@link Arm}s look for improvement. */
final class GaussianTurn {
    private static final FitMemo FITS = new FitMemo();
    private static final ProcessMemo PROCESSES = new ProcessMemo();

    private static final int STARTS = 10;
    private static final int UNIFORM = 200;
    private static final int LOCAL = 40;
    private static final int INCUMBENTS = 5;
    /** Above any value that a function of standardised losses takes. */
    private static final double FAR = 1e6;

    private final SearchSpace space;
    private final Features features;
    private final Evidence all;
    private final Evidence evidence;
    private final Stream stream;
    private final Criterion criterion;
    private final Hyperparameters hyperparameters;
    private final GaussianProcess process;
    private final double[] means;
    private final boolean noisy;

    /**
     * Fits the hyperparameters, and conditions on the evidence.
     *
     * @param all everything observed: for the fit, whose input must not change with every trial, and for the trust region
     * @param evidence what to condition on
     */
    GaussianTurn(
            SearchSpace space,
            Features features,
            Warping warping,
            Evidence all,
            Evidence evidence,
            Stream stream,
            Criterion criterion) {
        this.space = space;
        this.features = features;
        this.all = all;
        this.evidence = evidence;
        this.stream = stream;
        this.criterion = criterion;
        Features measured = all.ladder().isPresent() ? Features.withHeight(space) : features;
        hyperparameters = hyperparameters(space, measured, warping, all);
        double[] values = ExpectedEnds.of(space, measured, warping, hyperparameters, evidence);
        process = PROCESSES.of(space, measured, warping, hyperparameters, evidence.points(), values);
        noisy = Noise.shows(space, features, all);
        means = process.means();
    }

    /** What was learned of the kernel at the last refit. */
    static Hyperparameters hyperparameters(SearchSpace space, Features features, Warping warping, Evidence all) {
        return Refits.last(FITS, space, features, warping, all);
    }

    /** Measures the contender again that may be the best by most, with another seed: the same point, and another draw of its noise. */
    Optional<Suggestion.New> replicate() {
        List<Belief> beliefs = process.atAll(evidence.points());
        int most = -1;
        for (int i = 0; i < beliefs.size(); i++) {
            boolean waits = evidence.pending().contains(evidence.points().get(i));
            if (!waits && (most < 0 || hope(beliefs.get(i)) < hope(beliefs.get(most)))) {
                most = i;
            }
        }
        if (most < 0) {
            return Optional.empty();
        }
        Explanation why = Explanation.of(
                        Noise.REPLICATE,
                        "Results of this study are noisy: a configuration that may be the best, once more.")
                .with("mean", beliefs.get(most).mean())
                .with("deviation", beliefs.get(most).deviation())
                .with("noise", Math.sqrt(hyperparameters.noise()));
        double[] point = evidence.points().get(most);
        return Optional.of(new Suggestion.New(space.decode(zeroed(point)), Fidelity.FULL, why));
    }

    private static double hope(Belief belief) {
        return belief.mean() - belief.deviation();
    }

    Optional<Suggestion.New> global() {
        return within(point -> true, Arm.GLOBAL, "The greatest expected improvement.");
    }

    Optional<Suggestion.New> branch() {
        Branches.Branch branch = new Branches(evidence).owed();
        return within(
                branch::contains, Arm.BRANCH, "The greatest expected improvement in a branch that is owed a trial.");
    }

    /** Improves on the best of a basin that is owed a trial, often not the one of the best of all. */
    Optional<Suggestion.New> basin() {
        Basins basins = new Basins(evidence, process, STARTS);
        int owed = basins.owed();
        return within(
                point -> basins.contains(owed, point),
                Arm.BASIN,
                "The greatest expected improvement in basin %d of %d.".formatted(owed + 1, basins.size()));
    }

    Optional<Suggestion.New> local() {
        Candidates candidates = new Candidates(space, point -> true, stream);
        TrustRegion region = TrustRegion.replay(all, (int) Math.round(features.activeOnAverage()));
        // With noise the luckiest draw is not the best: hence the least mean, here and below.
        double[] centre = noisy
                ? evidence.points().get(best(IntStream.range(0, means.length)))
                : all.points().get(region.centre());
        double[] reach = region.reach(features, hyperparameters, centre.length);
        List<double[]> pool = new ArrayList<>(candidates.within(centre, reach, UNIFORM));
        pool.addAll(candidates.around(centre, LOCAL));
        double incumbent = Arrays.stream(means).min().orElse(0);
        return best(candidates, pool, incumbent, Arm.TRUST_REGION, "The greatest expected improvement near the best.");
    }

    /** What trees grown on everything observed expect most of. */
    Optional<Suggestion.New> forest() {
        return ForestProposer.improvement(space, all, stream);
    }

    /** The greatest expected improvement upon the best of a part of the space, in that part. */
    private Optional<Suggestion.New> within(Predicate<double[]> part, Arm arm, String reason) {
        Candidates candidates = new Candidates(space, part, stream);
        int[] members = IntStream.range(0, evidence.size())
                .filter(i -> part.test(evidence.points().get(i)))
                .toArray();
        if (members.length == 0) {
            return Optional.empty();
        }
        List<double[]> pool = new ArrayList<>(candidates.uniform(UNIFORM));
        double[] quality = noisy ? means : evidence.losses();
        IntStream.of(members)
                .boxed()
                .sorted((a, b) -> Double.compare(quality[a], quality[b]))
                .limit(INCUMBENTS)
                .forEach(i -> pool.addAll(candidates.around(evidence.points().get(i), LOCAL)));
        double incumbent = means[best(IntStream.of(members))];
        return best(candidates, pool, incumbent, arm, reason);
    }

    private int best(IntStream members) {
        return members.reduce((a, b) -> means[b] < means[a] ? b : a).orElseThrow();
    }

    /** Empty if there is no candidate that keeps the constraints. */
    private Optional<Suggestion.New> best(
            Candidates candidates, List<double[]> pool, double incumbent, Arm arm, String reason) {
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        List<double[]> taken = new ArrayList<>(evidence.points());
        taken.addAll(evidence.pending());
        GaussianProcess believing = process.believing(evidence.pending());
        AcquisitionSearch.Found found = search(believing, incumbent, candidates, taken, pool);
        Belief belief = believing.at(found.point());
        Explanation why = Explanation.of(arm.label(), reason)
                .with(criterion.label(), found.score())
                .with("mean", belief.mean())
                .with("deviation", belief.deviation())
                .with("incumbent", incumbent)
                .with("noise", Math.sqrt(hyperparameters.noise()));
        return Optional.of(new Suggestion.New(space.decode(zeroed(found.point())), Fidelity.FULL, why));
    }

    private AcquisitionSearch.Found search(
            GaussianProcess believing,
            double incumbent,
            Candidates candidates,
            List<double[]> taken,
            List<double[]> pool) {
        if (criterion == Criterion.DRAW) {
            return drawn(believing, taken, pool);
        }
        Acquisition plain = criterion == Criterion.BOUND
                ? LowerBound.after(believing, evidence.size(), features.activeOnAverage())
                : new LogImprovement(believing, incumbent);
        Acquisition acquisition = Believed.with(Prior.of(space), Prior.strength(evidence.size()), plain);
        return new AcquisitionSearch(candidates, acquisition, taken).among(pool);
    }

    /** The candidate with the least value of one drawn function; those that are taken come last. */
    private AcquisitionSearch.Found drawn(GaussianProcess believing, List<double[]> taken, List<double[]> pool) {
        double[] values = believing.draw(pool, stream);
        for (int i = 0; i < values.length; i++) {
            double[] point = pool.get(i);
            values[i] += taken.stream().anyMatch(known -> Arrays.equals(known, point)) ? FAR : 0;
        }
        int least = Ranking.ascending(values)[0];
        return new AcquisitionSearch.Found(pool.get(least), -values[least]);
    }

    private static double[] zeroed(double[] point) {
        return Arrays.stream(point).map(u -> Double.isNaN(u) ? 0 : u).toArray();
    }
}
