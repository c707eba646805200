package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.pareto.Crowding;
import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NSGA-II (Deb et al., IEEE TEC 6(2), 2002): the best of all trials by front and crowding distance are the parents; two tournaments, a
 * simulated binary crossover and a polynomial mutation make a child (Deb and Agrawal, Complex Systems 9, 1995), with constrained domination.
 *
 * <p>In its steady state: each result takes part in the next selection at once, which wants no generation to be awaited and no state kept.
 */
record NsgaProposer() implements Proposer {
    private static final int POPULATION = 24;
    private static final int STARTS = 16;
    private static final double CROSSOVER = 0.9;
    /** Distribution indices of crossover and mutation; small ones reach far, which a budget of hundreds needs. */
    private static final double NEAR_PARENTS = 10;

    private static final double NEAR_CHILD = 12;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        Rivals rivals = Rivals.of(situation);
        Stream stream = situation.stream("nsga2");
        if (rivals.size() < STARTS) {
            Values values =
                    SobolProposer.start(situation.space(), situation.ownIndex(), situation.studyKey("nsga2"), stream);
            Explanation why = Explanation.of("start", "A space-filling point for the first population.");
            return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
        }
        int[] fronts = Dominance.fronts(rivals.losses(), rivals.totalViolations());
        List<Integer> parents = parents(rivals, fronts);
        Mutations mutations = Mutations.of(situation, "mutation");
        Values values = mutations.firstNew(() -> child(
                mutations,
                rivals.points().get(parents.get(tournament(parents.size(), stream))),
                rivals.points().get(parents.get(tournament(parents.size(), stream))),
                stream));
        long first = Arrays.stream(fronts).filter(front -> front == 0).count();
        Explanation why = Explanation.of("nsga2", "A child of two of the best %d.".formatted(parents.size()))
                .with("front", (double) first)
                .with("observed", rivals.size());
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    /** The population, best first by the crowded comparison. */
    private static List<Integer> parents(Rivals rivals, int[] fronts) {
        double[] room = Crowding.distances(rivals.losses(), fronts);
        return IntStream.range(0, fronts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> fronts[i])
                        .thenComparing(i -> room[i], Comparator.reverseOrder()))
                .limit(POPULATION)
                .toList();
    }

    /** The better place of two in the sorted population. */
    private static int tournament(int members, Stream stream) {
        return Math.min(stream.below(members), stream.below(members));
    }

    private static double[] child(Mutations mutations, double[] mother, double[] father, Stream stream) {
        SearchSpace space = mutations.space();
        double[] a = mutations.filled(mother);
        double[] b = father.clone();
        double[] child = a.clone();
        boolean crossed = stream.uniform() < CROSSOVER;
        for (int d = 0; d < child.length; d++) {
            boolean inherits = crossed && !Double.isNaN(b[d]) && stream.uniform() < 0.5;
            if (inherits) {
                boolean ordered = !space.parameters().get(d).unordered();
                child[d] = ordered && !Double.isNaN(mother[d]) ? crossed(a[d], b[d], stream) : b[d];
            }
        }
        List<Integer> axes = mutations.movable(child);
        for (int axis : axes) {
            if (stream.uniform() < 1.0 / axes.size()) {
                child[axis] = mutated(mutations, axis, child[axis], stream);
            }
        }
        return child;
    }

    /** One of the two children of simulated binary crossover. */
    private static double crossed(double a, double b, Stream stream) {
        double u = stream.uniform();
        double spread =
                u < 0.5 ? Math.pow(2 * u, 1 / (NEAR_PARENTS + 1)) : Math.pow(1 / (2 * (1 - u)), 1 / (NEAR_PARENTS + 1));
        double half = (stream.uniform() < 0.5 ? spread : -spread) * (a - b) / 2;
        return Math.min(1, Math.max(0, (a + b) / 2 + half));
    }

    /** Polynomial mutation of a numeric coordinate; another level of a nominal one. */
    private static double mutated(Mutations mutations, int axis, double from, Stream stream) {
        if (mutations.space().parameters().get(axis).cardinality() <= 4
                || mutations.space().parameters().get(axis).unordered()) {
            return mutations.moved(axis, from, 1);
        }
        double u = stream.uniform();
        double move =
                u < 0.5 ? Math.pow(2 * u, 1 / (NEAR_CHILD + 1)) - 1 : 1 - Math.pow(2 * (1 - u), 1 / (NEAR_CHILD + 1));
        return Math.min(1, Math.max(0, from + move));
    }
}
