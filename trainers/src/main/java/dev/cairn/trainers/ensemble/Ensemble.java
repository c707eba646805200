package dev.cairn.trainers.ensemble;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;
import dev.cairn.trainers.split.Seeds;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The blend that a selection found on all rows, if blending pays at all. Whether it does is measured on rows that did not choose: the weights of one
 * half of the rows score the other half, and the best single candidate of one half likewise.
 *
 * @param blend of several candidates, or the best one alone when blending did not pay
 * @param score of the blends on the halves that did not choose them, in the metric's own direction
 * @param bestAlone of the single candidates, measured in the same way
 */
public record Ensemble(Blend blend, double score, double bestAlone) {
    /** More rows hardly change what is selected, and each step scores every candidate. */
    private static final int MOST_ROWS = 10_000;

    /**
     * Finds it.
     *
     * @param rows that every candidate spoke of, in this order
     */
    public static Ensemble of(EnsembleSelection selection, List<Predictions> candidates, RowSet rows) {
        return of(selection, Allowance.ANY, candidates, rows);
    }

    /**
     * Finds one whose members keep limits together, each of which every candidate keeps alone.
     *
     * @param rows that every candidate spoke of, in this order
     */
    public static Ensemble of(
            EnsembleSelection selection, Allowance allowance, List<Predictions> candidates, RowSet rows) {
        Parts halves = new Holdout(0.5, true).split(rows, Seeds.of(selection.seed(), "halves"));
        if (candidates.size() < 2 || halves.held().length == 0 || halves.kept().length == 0) {
            return new Ensemble(Blend.single(0, candidates.size()), Double.NaN, Double.NaN);
        }
        Half first = new Half(selection, allowance, candidates, rows, thinned(halves.kept()));
        Half second = new Half(selection, allowance, candidates, rows, thinned(halves.held()));
        double blended = (first.scoreOf(second.select()) + second.scoreOf(first.select())) / 2;
        double alone = (first.scoreOf(second.best()) + second.scoreOf(first.best())) / 2;
        Half all = new Half(
                selection,
                allowance,
                candidates,
                rows,
                thinned(IntStream.range(0, rows.size()).toArray()));
        boolean pays = selection.direction() == Direction.MINIMIZE ? blended < alone : blended > alone;
        return new Ensemble(pays ? all.select() : all.best(), blended, alone);
    }

    private static int[] thinned(int[] places) {
        int stride = (places.length + MOST_ROWS - 1) / MOST_ROWS;
        return IntStream.iterate(0, i -> i < places.length, i -> i + stride)
                .map(i -> places[i])
                .toArray();
    }

    /** Some of the rows, and what was said about them. */
    private record Half(EnsembleSelection selection, Allowance allowance, List<Predictions> candidates, Target truth) {
        Half(
                EnsembleSelection selection,
                Allowance allowance,
                List<Predictions> candidates,
                RowSet rows,
                int[] places) {
            this(
                    selection,
                    allowance,
                    candidates.stream().map(said -> at(said, places)).toList(),
                    rows.at(places).target());
        }

        Blend select() {
            return allowance.any()
                    ? selection.select(candidates, truth)
                    : new FrugalSelection(selection, allowance).select(candidates, truth);
        }

        Blend best() {
            int best = 0;
            for (int candidate = 1; candidate < candidates.size(); candidate++) {
                boolean better =
                        selection.loss(truth, candidates.get(candidate)) < selection.loss(truth, candidates.get(best));
                best = better ? candidate : best;
            }
            return Blend.single(best, candidates.size());
        }

        double scoreOf(Blend blend) {
            return selection.metric().compute(truth, blend.of(candidates));
        }

        private static Predictions at(Predictions said, int[] places) {
            return said.at(places);
        }
    }
}
