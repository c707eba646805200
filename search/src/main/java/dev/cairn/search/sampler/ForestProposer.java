package dev.cairn.search.sampler;

import dev.cairn.search.math.Ranking;
import dev.cairn.search.math.Stream;
import dev.cairn.search.model.ExtraTrees;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sequential model-based search with a forest of randomised trees (SMAC: Hutter, Hoos and Leyton-Brown, LION 2011): expected
 * improvement, sought locally from the best points seen and among random ones, and every fourth point a space-filling one.
 */
record ForestProposer() implements Proposer {
    private static final int STARTS = 10;
    private static final int UNIFORM = 500;
    private static final int INCUMBENTS = 8;
    private static final int LOCAL = 25;
    private static final int ROUNDS = 3;
    private static final int EXPLORE = 4;
    /** Trees grow on at most so many observations. */
    private static final int MOST_OBSERVATIONS = 2_000;
    /** From so many parameters on a space is large. */
    private static final int LARGE = 30;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Evidence evidence = Evidence.of(situation).thinned(MOST_OBSERVATIONS);
        Stream stream = situation.stream("forest");
        if (evidence.size() < STARTS || situation.number() % EXPLORE == 0) {
            return Optional.of(new Suggestion.New(
                    SobolProposer.point(
                            situation.space(), situation.number() - 1, situation.studyKey("forest"), stream),
                    Fidelity.FULL,
                    Explanation.of("start", "A space-filling point, for the model to learn from.")));
        }
        return Optional.of(improvement(situation.space(), evidence, stream)
                .orElseGet(() -> new Suggestion.New(
                        FeasiblePoints.draw(situation.space(), stream),
                        Fidelity.FULL,
                        Explanation.of("random", "A random point: all that were looked at are taken."))));
    }

    /** Whether the space has so many parameters, or conditions upon conditions, that trees are worth a share of the suggestions. */
    static boolean suits(SearchSpace space) {
        Set<String> conditional = space.parameters().stream()
                .filter(parameter -> parameter.when().isPresent())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return space.size() >= LARGE
                || space.parameters().stream()
                        .flatMap(parameter -> parameter.when().stream())
                        .anyMatch(when -> when.names().stream().anyMatch(conditional::contains));
    }

    /** The point of the greatest expected improvement by trees grown on the evidence; empty if all that were looked at are taken. */
    static Optional<Suggestion.New> improvement(SearchSpace space, Evidence all, Stream stream) {
        Evidence evidence = all.thinned(MOST_OBSERVATIONS);
        ExtraTrees forest = ExtraTrees.fit(space, evidence.points(), Warping.WIDE.of(evidence.losses()), stream);
        Candidates candidates = new Candidates(space, point -> true, stream);
        int[] ranking = evidence.ranking();
        double incumbent = forest.at(evidence.points().get(ranking[0])).mean();
        Set<List<Double>> taken = new HashSet<>();
        evidence.points().forEach(point -> taken.add(key(point)));
        evidence.pending().forEach(point -> taken.add(key(point)));
        List<double[]> centres = Arrays.stream(ranking)
                .limit(INCUMBENTS)
                .mapToObj(evidence.points()::get)
                .toList();
        List<double[]> pool = new ArrayList<>(candidates.uniform(UNIFORM));
        for (int round = 0; round < ROUNDS; round++) {
            centres.forEach(centre -> pool.addAll(candidates.around(centre, LOCAL)));
            pool.removeIf(point -> taken.contains(key(point)));
            if (pool.isEmpty()) {
                return Optional.empty();
            }
            int[] order = Ranking.ascending(pool.stream()
                    .mapToDouble(point -> -LogImprovement.of(forest.at(point), incumbent))
                    .toArray());
            centres = Arrays.stream(order).limit(INCUMBENTS).mapToObj(pool::get).toList();
        }
        double[] point = centres.get(0);
        Belief belief = forest.at(point);
        Explanation why = Explanation.of("forest", "The greatest expected improvement by a forest of randomised trees.")
                .with("logImprovement", LogImprovement.of(belief, incumbent))
                .with("mean", belief.mean())
                .with("deviation", belief.deviation())
                .with("incumbent", incumbent);
        double[] whole = Arrays.stream(point).map(u -> Double.isNaN(u) ? 0 : u).toArray();
        return Optional.of(new Suggestion.New(space.decode(whole), Fidelity.FULL, why));
    }

    private static List<Double> key(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
