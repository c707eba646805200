package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Warping;
import dev.cairn.search.pareto.Cells;
import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** One Gaussian process per objective and per bound, and the search for the point that promises most. */
final class FrontTurn {
    private static final FitMemo FITS = new FitMemo();
    private static final int MOST_FITTED = 100;
    private static final int UNIFORM = 200;
    private static final int LOCAL = 24;
    private static final int PARENTS = 8;
    private static final int ROUNDS = 4;
    private static final int CLIMBERS = 4;

    private final SearchSpace space;
    private final Rivals kept;
    private final Candidates candidates;
    private final List<GaussianProcess> objectives = new ArrayList<>();
    private final List<Bounds> bounds = new ArrayList<>();

    /** Fits on all there is, which changes less often, and conditions on what is kept of it. */
    FrontTurn(SearchSpace space, Features features, Rivals all, Rivals kept, Stream stream) {
        this.space = space;
        this.kept = kept;
        candidates = new Candidates(space, point -> true, stream);
        int fitted = fittedSize(all.size());
        for (int m = 0; m < kept.objectives(); m++) {
            Evidence one = kept.objective(m);
            GaussianProcess process = GaussianProcess.of(
                    features,
                    FITS.fit(
                            space,
                            features,
                            Warping.WIDE,
                            all.objective(m).first(fitted).thinned(MOST_FITTED)),
                    one.points(),
                    Warping.WIDE.of(one.losses()));
            objectives.add(process.believing(kept.pending()));
        }
        int count = kept.violations()[0].length;
        for (int b = 0; b < count; b++) {
            bounds.add(Bounds.of(space, features, FITS, kept.bound(b), Math.min(fitted, kept.size()), MOST_FITTED));
        }
    }

    Optional<Suggestion.New> suggestion() {
        List<double[]> means = means();
        int[] feasible = IntStream.range(0, kept.size())
                .filter(i -> Arrays.stream(kept.violations()[i]).allMatch(v -> v <= 0))
                .toArray();
        List<double[]> within = Arrays.stream(feasible).mapToObj(means::get).toList();
        Optional<HypervolumeImprovement> gain = within.isEmpty()
                ? Optional.empty()
                : Optional.of(new HypervolumeImprovement(objectives, front(within), reference(within)));
        List<double[]> pool = new ArrayList<>(candidates.uniform(UNIFORM));
        for (int parent : parents()) {
            pool.addAll(candidates.around(kept.points().get(parent), LOCAL));
        }
        Set<List<Double>> taken = new HashSet<>();
        kept.points().forEach(point -> taken.add(key(point)));
        kept.pending().forEach(point -> taken.add(key(point)));
        Optional<Scored> best = climb(pool, gain, taken);
        return best.map(found -> suggest(
                found, gain.isPresent(), within.isEmpty() ? 0 : front(within).size()));
    }

    @SuppressWarnings("ArrayRecordComponent") // a pair of results, not a value to compare
    private record Scored(double[] point, double score) {}

    /** The best of the pool, then of what is near the best few, as long as that gains. */
    private Optional<Scored> climb(
            List<double[]> pool, Optional<HypervolumeImprovement> gain, Set<List<Double>> taken) {
        List<Scored> best = List.of();
        List<double[]> next = pool;
        for (int round = 0; round <= ROUNDS; round++) {
            List<double[]> fresh =
                    next.stream().filter(point -> taken.add(key(point))).toList();
            List<Scored> all = new ArrayList<>(best);
            double[] scores = scores(fresh, gain);
            for (int i = 0; i < scores.length; i++) {
                all.add(new Scored(fresh.get(i), scores[i]));
            }
            all.sort((a, b) -> Double.compare(b.score, a.score));
            best = List.copyOf(all.subList(0, Math.min(CLIMBERS, all.size())));
            next = new ArrayList<>();
            for (Scored climber : best) {
                next.addAll(candidates.neighbours(climber.point));
                next.addAll(candidates.around(climber.point, LOCAL));
            }
        }
        return best.stream().findFirst();
    }

    private double[] scores(List<double[]> points, Optional<HypervolumeImprovement> gain) {
        if (points.isEmpty()) {
            return new double[0];
        }
        double[] scores = gain.map(improvement -> improvement.atAll(points)).orElseGet(() -> new double[points.size()]);
        bounds.forEach(bound -> bound.addTo(scores, points));
        Prior prior = Prior.of(space);
        if (prior.given()) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += Prior.strength(kept.size()) * prior.log(points.get(i), 0, Optional.empty());
            }
        }
        return scores;
    }

    /** With noise the luckiest draw is not the best: hence the mean of each model, not what was observed. */
    private List<double[]> means() {
        List<List<Belief>> beliefs =
                objectives.stream().map(process -> process.atAll(kept.points())).toList();
        return IntStream.range(0, kept.size())
                .mapToObj(i ->
                        beliefs.stream().mapToDouble(of -> of.get(i).mean()).toArray())
                .toList();
    }

    private static List<double[]> front(List<double[]> losses) {
        int[] first = Dominance.first(losses.toArray(double[][]::new));
        return Arrays.stream(first).mapToObj(losses::get).toList();
    }

    /** Behind the front, and not before the median: else the ends of a short front would be worth nothing. */
    private static double[] reference(List<double[]> losses) {
        double[] reference = Cells.reference(front(losses));
        for (int m = 0; m < reference.length; m++) {
            int axis = m;
            double[] sorted =
                    losses.stream().mapToDouble(loss -> loss[axis]).sorted().toArray();
            reference[m] = Math.max(reference[m], sorted[sorted.length / 2]);
        }
        return reference;
    }

    private int[] parents() {
        return Arrays.stream(Dominance.ranking(kept.losses(), kept.totalViolations()))
                .limit(PARENTS)
                .toArray();
    }

    private Suggestion.New suggest(Scored found, boolean gaining, int front) {
        Explanation why = gaining
                ? Explanation.of("hypervolume", "The greatest expected growth of the volume behind the front.")
                        .with("logImprovement", found.score)
                        .with("front", front)
                : Explanation.of("feasibility", "The likeliest to keep all bounds, which nothing did yet.")
                        .with("logProbability", found.score);
        double[] unit =
                Arrays.stream(found.point).map(u -> Double.isNaN(u) ? 0 : u).toArray();
        return new Suggestion.New(space.decode(unit), Fidelity.FULL, why);
    }

    /** Sizes grow by a twelfth, so that fits are shared by the suggestions between. */
    private static int fittedSize(int observed) {
        int size = 3;
        while (true) {
            int next = Math.max(size + 1, (int) Math.ceil(size * 1.08));
            if (next > observed) {
                return size;
            }
            size = next;
        }
    }

    private static List<Double> key(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
