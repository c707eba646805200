package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Parzen;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tree-structured Parzen estimator (Bergstra et al., NIPS 2011), multivariate, with the settings of Watanabe (2023): the best 15 %
 * are good and weighted by their improvement, the others and what is pending are bad; the candidate with the greatest ratio of the two
 * densities is taken.
 *
 * <p>On a conditional space the parameters that share a condition form a group with densities of its own, from the trials that had it
 * active (Optuna's group decomposition, here along the conditions themselves).
 */
record TpeProposer() implements Proposer {
    private static final int STARTS = 10;
    private static final int CANDIDATES = 24;
    private static final double GOOD = 0.15;
    private static final int FEASIBLE_TRIES = 20;
    /** Past a thousand observations neither density grows, so that a suggestion costs the same. */
    private static final int MOST_GOOD = 150;

    private static final int MOST_OTHERS = 1_000;

    /**
     * Where the two densities differ most.
     *
     * @param logRatio logarithm of the good density over the bad one, summed over groups: the acquisition
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Choice(double[] point, double logRatio) {}

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Evidence evidence = Evidence.of(situation);
        Stream stream = situation.stream("tpe");
        if (evidence.size() < STARTS) {
            Values values =
                    SobolProposer.start(situation.space(), situation.ownIndex(), situation.studyKey("tpe"), stream);
            return suggest(
                    values, Explanation.of("start", "A space-filling point, before there is enough to learn from."));
        }
        return learned(situation.space(), evidence, stream);
    }

    private static Optional<Suggestion.New> learned(SearchSpace space, Evidence evidence, Stream stream) {
        int[] ranking = evidence.ranking();
        Map<List<Integer>, Group> groups = new HashMap<>();
        for (int i = 0; i < FEASIBLE_TRIES; i++) {
            Choice drawn = draw(
                    space,
                    stream,
                    axes -> groups.computeIfAbsent(axes, key -> new Group(space, key, evidence, ranking)));
            Values values = space.decode(drawn.point());
            if (space.feasible(values)) {
                return suggest(values, why(evidence).with("logDensityRatio", drawn.logRatio()));
            }
        }
        return suggest(
                FeasiblePoints.draw(space, stream),
                Explanation.of("random", "A random point: what was likely among the best breaks a constraint."));
    }

    private static Choice draw(SearchSpace space, Stream stream, Function<List<Integer>, Group> densities) {
        double[] unit = new double[space.size()];
        Arrays.fill(unit, 0.5);
        double logRatio = 0;
        Map<String, Value> chosen = new LinkedHashMap<>();
        for (List<Integer> group : groups(space)) {
            Parameter one = space.parameters().get(group.get(0));
            if (!space.active(one, new Values(chosen))) {
                continue;
            }
            Choice choice = densities.apply(group).propose(stream);
            double[] best = choice.point();
            logRatio += choice.logRatio();
            for (int i = 0; i < best.length; i++) {
                Parameter parameter = space.parameters().get(group.get(i));
                unit[group.get(i)] = best[i];
                chosen.put(parameter.name(), parameter.decode(best[i]));
            }
        }
        return new Choice(unit, logRatio);
    }

    /** Parameters by condition, in the order of the space, in which every condition looks back. */
    private static Collection<List<Integer>> groups(SearchSpace space) {
        Map<Optional<Expression>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < space.size(); i++) {
            groups.computeIfAbsent(space.parameters().get(i).when(), key -> new ArrayList<>())
                    .add(i);
        }
        return groups.values();
    }

    private static Explanation why(Evidence evidence) {
        return Explanation.of(
                        "tpe",
                        "Likely among the best %d of %d trials, unlikely among the others."
                                .formatted(good(evidence.size()), evidence.size()))
                .with("good", good(evidence.size()))
                .with("observed", evidence.size());
    }

    private static Optional<Suggestion.New> suggest(Values values, Explanation why) {
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    private static int good(int observed) {
        return Math.min(MOST_GOOD, Math.max(1, (int) Math.ceil(GOOD * observed)));
    }

    /** The two densities over the parameters of one condition. */
    private static final class Group {
        private final Parzen good;
        private final Parzen bad;

        Group(SearchSpace space, List<Integer> axes, Evidence evidence, int[] ranking) {
            int axis = axes.get(0);
            boolean always = space.parameters().get(axis).when().isEmpty();
            int[] having = always
                    ? ranking
                    : Arrays.stream(ranking)
                            .filter(index -> !Double.isNaN(evidence.points().get(index)[axis]))
                            .toArray();
            int split = Math.min(having.length, good(having.length));
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < split; i++) {
                rows.add(project(evidence.points().get(having[i]), axes));
            }
            List<double[]> others = sample(evidence, having, split, axes);
            for (double[] point : evidence.pending()) {
                if (!Double.isNaN(point[axis])) {
                    others.add(project(point, axes));
                }
            }
            int[] levels = axes.stream()
                    .map(space.parameters()::get)
                    .mapToInt(parameter -> parameter.unordered() ? (int) parameter.cardinality() : 0)
                    .toArray();
            double[] prior = axes.stream()
                    .map(space.parameters()::get)
                    .mapToDouble(p -> p.prior().map(p::encode).orElse(Double.NaN))
                    .toArray();
            good = new Parzen(levels, rows, improvements(evidence.losses(), having, split), prior);
            bad = new Parzen(levels, others, uniform(others.size()), prior);
        }

        Choice propose(Stream stream) {
            double[] best = good.sample(stream);
            double bestRatio = good.logDensity(best) - bad.logDensity(best);
            for (int i = 1; i < CANDIDATES; i++) {
                double[] candidate = good.sample(stream);
                double ratio = good.logDensity(candidate) - bad.logDensity(candidate);
                if (ratio > bestRatio) {
                    best = candidate;
                    bestRatio = ratio;
                }
            }
            return new Choice(best, bestRatio);
        }

        private static double[] project(double[] point, List<Integer> axes) {
            double[] row = new double[axes.size()];
            Arrays.setAll(row, i -> point[axes.get(i)]);
            return row;
        }

        /** An even sample of the ranks where there are too many. */
        private static List<double[]> sample(Evidence evidence, int[] having, int from, List<Integer> axes) {
            int all = having.length - from;
            int count = Math.min(MOST_OTHERS, all);
            List<double[]> sample = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int at = from + (int) ((long) i * all / count);
                sample.add(project(evidence.points().get(having[at]), axes));
            }
            return sample;
        }

        /** Weights of expected improvement (Watanabe 2023): how far below the best of the bad ones. */
        private static double[] improvements(double[] losses, int[] having, int split) {
            double[] weights = uniform(split);
            if (split > 0 && split < having.length) {
                double threshold = losses[having[split]];
                double mean = 0;
                for (int i = 0; i < split; i++) {
                    weights[i] = threshold - losses[having[i]];
                    mean += weights[i] / split;
                }
                for (int i = 0; i < split; i++) {
                    weights[i] = mean > 0 && Double.isFinite(mean) ? weights[i] / mean + 1e-3 : 1;
                }
            }
            return weights;
        }

        private static double[] uniform(int count) {
            double[] weights = new double[count];
            Arrays.fill(weights, 1);
            return weights;
        }
    }
}
