package dev.cairn.trainers.split;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Deals rows into folds, whole groups only: each group goes to the fold that has the fewest rows of its class, then the fewest rows. For groups of
 * one row this is the usual stratified k-fold; for larger ones the greedy rule of stratified group k-fold.
 *
 * @param k how many folds at most; see {@link #possible}
 * @param stratify ignored for regression
 */
public record Folds(int k, boolean stratify) {
    public Folds {
        if (k < 2) {
            throw new IllegalArgumentException("validation needs at least 2 folds, got " + k);
        }
    }

    /**
     * As many folds, up to k, as give every fold two groups and, in classification, two classes: otherwise scores such as the ROC AUC would be
     * undefined on some.
     */
    public int possible(RowSet rows) {
        Groups groups = Groups.of(rows, false, new SplittableRandom(0));
        int most = groups.count() / 2;
        if (rows.target().strata().isPresent()) {
            int[] counts = groups.spread(rows.target().strata().get());
            Arrays.sort(counts);
            most = Math.min(most, counts.length < 2 ? 0 : counts[counts.length - 2]);
        }
        if (most < 2) {
            throw new InvalidFrame(tooFew(rows, groups));
        }
        return Math.min(k, most);
    }

    /** Positions in the row set, fold by fold, in its order; {@link #possible} tells how many folds. */
    public List<int[]> split(RowSet rows, long seed) {
        int folds = possible(rows);
        SplittableRandom random = Seeds.random(seed, "folds");
        Groups groups = Groups.of(rows, stratify, random);
        int[][] rowsOfClass = new int[groups.classes()][folds];
        int[] rowsOfFold = new int[folds];
        int[] foldOfGroup = new int[groups.count()];
        for (int group : groups.dealingOrder()) {
            int[] ofClass = rowsOfClass[groups.labels()[group]];
            int fold = emptiest(ofClass, rowsOfFold);
            foldOfGroup[group] = fold;
            ofClass[fold] += groups.sizes()[group];
            rowsOfFold[fold] += groups.sizes()[group];
        }
        List<int[]> positions = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int wanted = fold;
            positions.add(IntStream.range(0, rows.size())
                    .filter(i -> foldOfGroup[groups.ofPosition()[i]] == wanted)
                    .toArray());
        }
        return positions;
    }

    private static int emptiest(int[] ofClass, int[] rowsOfFold) {
        int best = 0;
        for (int fold = 1; fold < ofClass.length; fold++) {
            boolean fewer = ofClass[fold] < ofClass[best]
                    || (ofClass[fold] == ofClass[best] && rowsOfFold[fold] < rowsOfFold[best]);
            if (fewer) {
                best = fold;
            }
        }
        return best;
    }

    private static String tooFew(RowSet rows, Groups groups) {
        String have = rows.size() + " rows, " + groups.count() + " of them distinct";
        return "too little to validate on: " + have
                + rows.target()
                        .strata()
                        .map(classes -> ", with " + Arrays.toString(classes.counts()) + " rows in classes "
                                + classes.labels()
                                + "; at least 4 distinct rows and 2 classes with 2 distinct rows each are needed")
                        .orElse("; at least 4 distinct rows are needed");
    }
}
