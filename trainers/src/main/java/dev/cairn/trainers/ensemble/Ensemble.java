package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.split.Folds;
import dev.cairn.trainers.split.Seeds;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Several candidates together, or one alone where there is evidence that it is better, on rows that did not choose it: each way is fitted on all rows
 * but a fold's and scores the fold, the best single candidate likewise. What was found best is then fitted on all rows.
 *
 * @param way which it is
 * @param scores in the metric's own direction
 */
public record Ensemble(Blend blend, Way way, Map<Way, Double> scores) {
    /** More rows hardly change what is selected, and each step scores every candidate. */
    private static final int MOST_ROWS = 10_000;

    /** Above, halves tell enough. */
    private static final int FEW_ROWS = 2_000;

    private static final int FOLDS_OF_FEW = 5;

    /** In standard errors: a second model has more to fit than a mean has. */
    private static final double MARGIN_OF_STACK = 0.5;

    /** In standard errors: several models are rarely much worse than the best of them, and the best of many on a small table is best by luck. */
    private static final double MARGIN_OF_ALONE = 3;

    /** Of a choice. */
    public record Rules(Combining combining, Allowance allowance, int size) {
        /** A mean or the best alone, of any size, at any cost. */
        static final Rules MEAN = new Rules(Combining.GREEDY, Allowance.ANY, Integer.MAX_VALUE);
    }

    public Ensemble {
        scores = Map.copyOf(scores);
    }

    /** On rows that had no part in it; NaN where there were too few to tell. */
    public double score() {
        return scores.getOrDefault(way, Double.NaN);
    }

    /** Of the single candidates, measured in the same way. */
    public double bestAlone() {
        return scores.getOrDefault(Way.ALONE, Double.NaN);
    }

    /**
     * Finds a mean, or the best alone.
     *
     * @param rows that every candidate spoke of, in this order
     */
    public static Ensemble of(EnsembleSelection selection, List<Predictions> candidates, RowSet rows) {
        return of(selection, Rules.MEAN, candidates, rows);
    }

    /**
     * Finds one by rules, each limit of which every candidate keeps alone.
     *
     * @param rows that every candidate spoke of, in this order
     */
    public static Ensemble of(EnsembleSelection selection, Rules rules, List<Predictions> candidates, RowSet rows) {
        Optional<List<int[]>> folds = candidates.size() < 2 ? Optional.empty() : folds(selection, rows);
        if (folds.isEmpty()) {
            return new Ensemble(Blend.single(0, candidates.size()), Way.ALONE, Map.of());
        }
        Rivals rivals = new Rivals(selection.metric(), selection.direction(), Seeds.of(selection.seed(), "rivals"));
        for (int[] held : folds.get()) {
            Known others = new Known(selection, rules, candidates, rows, thinned(without(held, rows.size())));
            Known fold = new Known(selection, rules, candidates, rows, thinned(held));
            Map<Way, Predictions> said = new EnumMap<>(Way.class);
            others.fitted().forEach((way, blend) -> said.put(way, blend.of(fold.candidates())));
            rivals.add(fold.truth(), said);
        }
        Known all = new Known(
                selection,
                rules,
                candidates,
                rows,
                thinned(IntStream.range(0, rows.size()).toArray()));
        Map<Way, Blend> fitted = all.fitted();
        Way best = best(rivals, rules.combining(), fitted);
        Map<Way, Double> scores = new EnumMap<>(Way.class);
        fitted.keySet().forEach(way -> scores.put(way, rivals.score(way)));
        return new Ensemble(fitted.getOrDefault(best, Blend.single(0, candidates.size())), best, scores);
    }

    /** The first of several unless there is evidence against it. */
    private static Way best(Rivals rivals, Combining combining, Map<Way, Blend> fitted) {
        List<Way> several = combining.several().stream()
                .filter(way -> fitted.containsKey(way) && !Double.isNaN(rivals.score(way)))
                .toList();
        if (several.isEmpty()) {
            return Way.ALONE;
        }
        Way best = several.get(0);
        for (Way way : several.subList(1, several.size())) {
            best = rivals.gain(way, best) > MARGIN_OF_STACK * rivals.error(way, best) ? way : best;
        }
        return rivals.gain(Way.ALONE, best) > MARGIN_OF_ALONE * rivals.error(Way.ALONE, best) ? Way.ALONE : best;
    }

    /** None where there are too few rows to tell. */
    private static Optional<List<int[]>> folds(EnsembleSelection selection, RowSet rows) {
        try {
            int folds = rows.size() <= FEW_ROWS ? FOLDS_OF_FEW : 2;
            return Optional.of(new Folds(folds, true).split(rows, Seeds.of(selection.seed(), "level two")));
        } catch (InvalidFrame e) {
            return Optional.empty();
        }
    }

    private static int[] without(int[] held, int rows) {
        boolean[] out = new boolean[rows];
        Arrays.stream(held).forEach(place -> out[place] = true);
        return IntStream.range(0, rows).filter(place -> !out[place]).toArray();
    }

    private static int[] thinned(int[] places) {
        int stride = (places.length + MOST_ROWS - 1) / MOST_ROWS;
        return IntStream.iterate(0, i -> i < places.length, i -> i + stride)
                .map(i -> places[i])
                .toArray();
    }

    /** Some of the rows, and what was said about them. */
    private record Known(EnsembleSelection selection, Rules rules, List<Predictions> candidates, Target truth) {
        Known(EnsembleSelection selection, Rules rules, List<Predictions> candidates, RowSet rows, int[] places) {
            this(
                    selection,
                    rules,
                    candidates.stream().map(said -> said.at(places)).toList(),
                    rows.at(places).target());
        }

        /** Each way that there is for these rows. */
        Map<Way, Blend> fitted() {
            Map<Way, Blend> fitted = new EnumMap<>(Way.class);
            fitted.put(Way.ALONE, best());
            Blend mean = mean().heaviest(rules.size());
            fitted.put(Way.GREEDY, mean);
            if (rules.combining().several().contains(Way.STACKED)) {
                Stacking.USUAL.fit(candidates, truth, mean).ifPresent(stack -> fitted.put(Way.STACKED, stack));
            }
            return fitted;
        }

        private Blend mean() {
            return rules.allowance().any()
                    ? selection.select(candidates, truth)
                    : new FrugalSelection(selection, rules.allowance()).select(candidates, truth);
        }

        private Blend best() {
            int best = 0;
            for (int candidate = 1; candidate < candidates.size(); candidate++) {
                boolean better =
                        selection.loss(truth, candidates.get(candidate)) < selection.loss(truth, candidates.get(best));
                best = better ? candidate : best;
            }
            return Blend.single(best, candidates.size());
        }
    }
}
