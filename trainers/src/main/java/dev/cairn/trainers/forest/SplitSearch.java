package dev.cairn.trainers.forest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Looks for the best split of a node among some of the features. Belongs to one tree; its scratch memory is reused from node to node. */
abstract class SplitSearch {
    /** Patience with features that do not vary in a node, as a multiple of those wanted, once one split is known. */
    private static final int TRIED_PER_WANTED = 4;

    /** Pseudo-rows of the node's mean in a level's place in the order, so that single rows do not decide it. */
    static final double PRIOR = 5;

    final BinnedTable table;
    final List<ColumnBins> columns;
    final TreeSettings settings;
    final SplittableRandom random;
    final Best best = new Best();
    private final long[] keys = new long[BinnedTable.MISSING];
    private final int[] features;

    /** By bin, while labels are drawn: first which the node has, then which go left. */
    final boolean[] goesLeft = new boolean[BinnedTable.MISSING + 1];

    SplitSearch(BinnedTable table, List<ColumnBins> columns, TreeSettings settings, SplittableRandom random) {
        this.table = table;
        this.columns = columns;
        this.settings = settings;
        this.random = random;
        this.features = new int[columns.size()];
        Arrays.setAll(features, feature -> feature);
    }

    static SplitSearch of(
            Sample sample,
            BinnedTable table,
            List<ColumnBins> columns,
            TreeSettings settings,
            SplittableRandom random) {
        return sample.answers() instanceof Answers.Classes classes
                ? new ClassSearch(sample, classes, table, columns, settings, random)
                : new ScalarSearch(sample, (Answers.Numbers) sample.answers(), table, columns, settings, random);
    }

    /** The best split of {@code rows[from..to)}; empty when they should stay together. */
    Optional<Split> find(int[] rows, int from, int to) {
        load(rows, from, to);
        if (to - from < 2 * settings.minLeaf() || pure()) {
            return Optional.empty();
        }
        best.reset();
        boolean missing = false;
        int wanted = settings.features();
        int left = features.length;
        for (int tried = 0; left > 0 && wanted > 0; tried++) {
            if (tried >= TRIED_PER_WANTED * settings.features() && best.found()) {
                break;
            }
            int place = random.nextInt(left--);
            int feature = features[place];
            features[place] = features[left];
            features[left] = feature;
            if (consider(feature, rows, from, to)) {
                wanted--;
                boolean leads = best.found() && best.feature() == feature;
                missing = leads ? hasMissing() : missing;
            }
        }
        return best.found() ? Optional.of(best.split(value(), missing)) : Optional.empty();
    }

    /** Gathers what all features share. */
    abstract void load(int[] rows, int from, int to);

    /** Whether all answers of the loaded rows are the same. */
    abstract boolean pure();

    /** How pure the loaded rows are together. */
    abstract double value();

    /** Offers the feature's splits to {@link #best}; false when it does not vary among these rows. */
    abstract boolean consider(int feature, int[] rows, int from, int to);

    /** Whether the feature considered last had missing cells among these rows. */
    abstract boolean hasMissing();

    /** Closes the loaded rows as a leaf. */
    abstract int leaf(TreeBuilder tree);

    /** Sorts places by a number; equal ones by place. */
    void sortPlaces(int[] places, int count, double[] by) {
        for (int place = 0; place < count; place++) {
            int bits = Float.floatToIntBits((float) by[place]);
            long sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[place] = (sortable << 32) | place;
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            places[i] = (int) keys[i];
        }
    }

    /**
     * Draws how many of the bins of labels go left, and moves so many drawn ones to the front: each number is as likely, and each choice of that many (a part
     * of the shuffle of Durstenfeld, CACM 1964, algorithm 235).
     *
     * @return the last place that goes left
     */
    int drawnLeft(int[] bins, int count) {
        int last = count > 1 ? random.nextInt(count - 1) : 0;
        for (int place = 0; place <= last; place++) {
            int other = place + random.nextInt(count - place);
            int bin = bins[other];
            bins[other] = bins[place];
            bins[place] = bin;
            goesLeft[bin] = true;
        }
        return last;
    }

    /** The last of these bins, ascending, that goes left of a cut drawn between the first and the last in the column's own scale. */
    int drawnCut(ColumnBins bins, int first, int last) {
        float low = bins.centre(first);
        float high = bins.centre(last);
        float cut = (float) (low + random.nextDouble() * (high - low));
        int bin = first;
        while (bin < last - 1 && bins.centre(bin + 1) <= cut) {
            bin++;
        }
        return bin;
    }
}
