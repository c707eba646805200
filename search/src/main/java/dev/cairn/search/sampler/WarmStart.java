package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plays configurations of earlier studies in every other trial of a study's start, after a point that would have begun it anyway, and
 * leaves out an earlier study that foretells another order than that of the results so far, or whose configurations turn out worse
 * (guarding against negative transfer: Feurer, Letham and Bakshy, "Scalable Meta-Learning for Bayesian Optimization using
 * Ranking-Weighted Gaussian Process Ensembles", 2018, who discard the base models that generalise worse than the target's own).
 *
 * @param hints in the order of their turn
 * @param outlines of their studies; one without is not asked to agree
 */
record WarmStart(List<Hint> hints, List<Outline> outlines) {
    static final String ARM = "warmStart";

    /** A study may give so many before there is a result of any. */
    private static final int TRIED = 2;

    /** A study gets its first turn when an order without any relation would fit so well in one case of four. */
    private static final double BY_CHANCE = 0.25;

    /** So many trials for each hint, and the start is over. */
    private static final int LONGEST = 4;

    WarmStart {
        hints = List.copyOf(hints);
        outlines = List.copyOf(outlines);
    }

    /**
     * Empty when it is not the turn of a hint, or none is left.
     *
     * @param first how many trials came before the start
     */
    Optional<Suggestion.New> propose(Situation situation, int first) {
        int turn = situation.number() - first;
        if (turn % 2 == 1 || turn > LONGEST * hints.size()) {
            return Optional.empty();
        }
        SearchSpace space = situation.space();
        List<Hint> inside =
                hints.stream().filter(hint -> space.contains(hint.values())).toList();
        List<double[]> tried = tried(situation);
        Evidence evidence = Evidence.of(situation);
        return inside.stream()
                .filter(hint -> at(tried, space.encode(hint.values())) < 0)
                .filter(hint -> believed(hint.study(), inside, tried, space, evidence))
                .findFirst()
                .map(WarmStart::suggestion);
    }

    /** What was suggested before, whatever became of it: one that failed is not tried again. */
    private static List<double[]> tried(Situation situation) {
        SearchSpace space = situation.space();
        List<double[]> tried = new ArrayList<>();
        for (Trial trial : situation.history().trials()) {
            tried.add(space.encode(trial.values()));
        }
        situation.batch().forEach(suggestion -> tried.add(space.encode(suggestion.values())));
        return tried;
    }

    private static Suggestion.New suggestion(Hint hint) {
        String reason = String.format(
                Locale.ROOT,
                "Warm start: trial %d of study '%s', dataset distance %.2f.",
                hint.trial(),
                hint.study(),
                hint.distance());
        Explanation why =
                Explanation.of(ARM, reason).with("trial", hint.trial()).with("distance", hint.distance());
        return new Suggestion.New(hint.values(), Fidelity.FULL, why);
    }

    /**
     * Whether a study may give more: up to a bound as long as nothing is known of what it gave, and from its first result on only if that holds
     * the best of all.
     */
    private boolean believed(
            String study, List<Hint> inside, List<double[]> tried, SearchSpace space, Evidence evidence) {
        List<Integer> given = new ArrayList<>();
        int unknown = 0;
        for (Hint hint : inside) {
            double[] point = space.encode(hint.values());
            if (hint.study().equals(study) && at(tried, point) >= 0) {
                int result = at(evidence.points(), point);
                if (result >= 0) {
                    given.add(result);
                } else {
                    unknown++;
                }
            }
        }
        if (given.isEmpty()) {
            return unknown < TRIED && agrees(study, space, evidence);
        }
        double best =
                given.stream().mapToDouble(i -> evidence.losses()[i]).min().orElseThrow();
        return IntStream.range(0, evidence.size())
                .filter(i -> !given.contains(i))
                .allMatch(i -> best <= evidence.losses()[i]);
    }

    /** Whether the results so far speak for a study that none of them is of; without an outline nothing can speak against it. */
    private boolean agrees(String study, SearchSpace space, Evidence evidence) {
        return outlines.stream()
                .filter(outline -> outline.study().equals(study))
                .findFirst()
                .map(outline -> Agreement.chance(space, outline, evidence.points(), evidence.losses()) <= BY_CHANCE)
                .orElse(true);
    }

    private static int at(List<double[]> points, double[] point) {
        for (int i = 0; i < points.size(); i++) {
            if (Arrays.equals(points.get(i), point)) {
                return i;
            }
        }
        return -1;
    }
}
