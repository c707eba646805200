package dev.cairn.trainers.forest;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Splits of numbers, and of two classes as 0 and 1: all that is known of a part is its weight and the sum of its numbers. Levels are ordered by
 * their mean, in which order the best cut is the best of all subsets (Fisher, JASA 1958; Breiman et al. 1984, theorem 4.5).
 */
final class ScalarSearch extends SplitSearch {
    /** Below this many rows sorting costs less than clearing a histogram. */
    private static final int SORTED = 32;

    private static final int STRIDE = 3;

    private final float[] weights;
    private final float[] values;
    private final double[] w;
    private final double[] s;
    private final int[] local;
    private final int[] sorted = new int[SORTED];
    private final double[] histogram = new double[STRIDE * (BinnedTable.MISSING + 1)];
    private final double[] means = new double[BinnedTable.MISSING];
    private final int[] places = new int[BinnedTable.MISSING];
    private Groups groups = new Groups();
    private Groups spare = new Groups();
    private int size;
    private double weight;
    private double sum;
    private boolean pure;

    /** What the bins hold that some row of the node is in, and what the missing cells' rows hold. */
    private static final class Groups {
        final int[] bin = new int[BinnedTable.MISSING];
        final double[] weight = new double[BinnedTable.MISSING];
        final double[] sum = new double[BinnedTable.MISSING];
        final int[] rows = new int[BinnedTable.MISSING];
        int count;
        double missingWeight;
        double missingSum;
        int missingRows;

        void copy(Groups other, int place) {
            bin[count] = other.bin[place];
            weight[count] = other.weight[place];
            sum[count] = other.sum[place];
            rows[count] = other.rows[place];
            count++;
        }

        void missing(double ofWeight, double ofSum, int ofRows) {
            missingWeight = ofWeight;
            missingSum = ofSum;
            missingRows = ofRows;
        }
    }

    ScalarSearch(
            Sample sample,
            Answers.Numbers answers,
            BinnedTable table,
            List<ColumnBins> columns,
            TreeSettings settings,
            SplittableRandom random) {
        super(table, columns, settings, random);
        this.weights = sample.weights();
        this.values = answers.values();
        this.w = new double[sample.rows().length];
        this.s = new double[sample.rows().length];
        this.local = new int[sample.rows().length];
    }

    @Override
    void load(int[] rows, int from, int to) {
        size = to - from;
        weight = 0;
        sum = 0;
        float first = values[rows[from]];
        pure = true;
        for (int i = 0; i < size; i++) {
            int row = rows[from + i];
            w[i] = weights[row];
            s[i] = w[i] * values[row];
            weight += w[i];
            sum += s[i];
            pure &= values[row] == first;
        }
    }

    @Override
    boolean pure() {
        return pure;
    }

    @Override
    double value() {
        return settings.criterion().scalarPart(sum, weight);
    }

    @Override
    boolean hasMissing() {
        return groups.missingRows > 0;
    }

    @Override
    int leaf(TreeBuilder tree) {
        return tree.leaf((float) (sum / weight));
    }

    @Override
    boolean consider(int feature, int[] rows, int from, int to) {
        byte[] cells = table.cells()[feature];
        ColumnBins bins = columns.get(feature);
        if (settings.randomCuts()) {
            return bins.categorical()
                    ? drawnLevels(feature, cells, rows, from)
                    : drawn(feature, bins, cells, rows, from);
        }
        groups.count = 0;
        if (size <= SORTED) {
            gatherSorted(cells, rows, from);
        } else {
            gatherHistogram(cells, rows, from, bins.count());
        }
        if (groups.count + (groups.missingRows > 0 ? 1 : 0) < 2 || groups.count == 0) {
            return false;
        }
        if (bins.categorical()) {
            order();
        }
        tryAll(feature, bins.categorical());
        return true;
    }

    /** Nor do drawn levels: which of them the node has is enough. */
    private boolean drawnLevels(int feature, byte[] cells, int[] rows, int from) {
        groups.count = 0;
        double missingWeight = 0;
        double missingSum = 0;
        int missingRows = 0;
        for (int i = 0; i < size; i++) {
            int bin = cells[rows[from + i]] & 0xff;
            local[i] = bin;
            if (bin == BinnedTable.MISSING) {
                missingWeight += w[i];
                missingSum += s[i];
                missingRows++;
            } else if (!goesLeft[bin]) {
                goesLeft[bin] = true;
                groups.bin[groups.count++] = bin;
            }
        }
        forgetLevels();
        groups.missing(missingWeight, missingSum, missingRows);
        if (groups.count == 0 || groups.count + (missingRows > 0 ? 1 : 0) < 2) {
            return false;
        }
        offerLevels(feature, drawnLeft(groups.bin, groups.count));
        forgetLevels();
        return true;
    }

    private void offerLevels(int feature, int last) {
        double leftWeight = 0;
        double leftSum = 0;
        int leftRows = 0;
        for (int i = 0; i < size; i++) {
            if (goesLeft[local[i]]) {
                leftWeight += w[i];
                leftSum += s[i];
                leftRows++;
            }
        }
        offer(feature, true, last, last, leftWeight, leftSum, leftRows);
    }

    private void forgetLevels() {
        for (int place = 0; place < groups.count; place++) {
            goesLeft[groups.bin[place]] = false;
        }
    }

    /** One drawn cut of numbers needs no histogram: what lies left of it is summed up. */
    private boolean drawn(int feature, ColumnBins bins, byte[] cells, int[] rows, int from) {
        int low = BinnedTable.MISSING;
        int high = -1;
        double missingWeight = 0;
        double missingSum = 0;
        int missingRows = 0;
        for (int i = 0; i < size; i++) {
            int bin = cells[rows[from + i]] & 0xff;
            local[i] = bin;
            if (bin == BinnedTable.MISSING) {
                missingWeight += w[i];
                missingSum += s[i];
                missingRows++;
            } else {
                low = Math.min(low, bin);
                high = Math.max(high, bin);
            }
        }
        groups.missing(missingWeight, missingSum, missingRows);
        if (high < 0 || (low == high && missingRows == 0)) {
            return false;
        }
        offerDrawn(feature, low < high ? drawnCut(bins, low, high) : low, low < high);
        return true;
    }

    private void offerDrawn(int feature, int cut, boolean varied) {
        double leftWeight = 0;
        double leftSum = 0;
        int leftRows = 0;
        for (int i = 0; i < size; i++) {
            if (local[i] <= cut) {
                leftWeight += w[i];
                leftSum += s[i];
                leftRows++;
            }
        }
        offer(feature, false, 0, cut, leftWeight, leftSum, leftRows, false);
        if (groups.missingRows > 0 && varied) {
            offer(
                    feature,
                    false,
                    0,
                    cut,
                    leftWeight + groups.missingWeight,
                    leftSum + groups.missingSum,
                    leftRows + groups.missingRows,
                    true);
        }
    }

    private void gatherSorted(byte[] cells, int[] rows, int from) {
        for (int i = 0; i < size; i++) {
            int key = ((cells[rows[from + i]] & 0xff) << 8) | i;
            int place = i - 1;
            while (place >= 0 && sorted[place] > key) {
                sorted[place + 1] = sorted[place];
                place--;
            }
            sorted[place + 1] = key;
        }
        int at = 0;
        while (at < size && sorted[at] >>> 8 != BinnedTable.MISSING) {
            at = gatherRun(at);
        }
        double missingWeight = 0;
        double missingSum = 0;
        for (int i = at; i < size; i++) {
            missingWeight += w[sorted[i] & 0xff];
            missingSum += s[sorted[i] & 0xff];
        }
        groups.missing(missingWeight, missingSum, size - at);
    }

    private int gatherRun(int from) {
        int bin = sorted[from] >>> 8;
        double runWeight = 0;
        double runSum = 0;
        int at = from;
        while (at < size && sorted[at] >>> 8 == bin) {
            runWeight += w[sorted[at] & 0xff];
            runSum += s[sorted[at] & 0xff];
            at++;
        }
        group(bin, runWeight, runSum, at - from);
        return at;
    }

    private void group(int bin, double ofWeight, double ofSum, int ofRows) {
        int place = groups.count++;
        groups.bin[place] = bin;
        groups.weight[place] = ofWeight;
        groups.sum[place] = ofSum;
        groups.rows[place] = ofRows;
    }

    private void gatherHistogram(byte[] cells, int[] rows, int from, int count) {
        double[] h = histogram;
        Arrays.fill(h, 0, STRIDE * count, 0);
        Arrays.fill(h, STRIDE * BinnedTable.MISSING, h.length, 0);
        for (int i = 0; i < size; i++) {
            int at = STRIDE * (cells[rows[from + i]] & 0xff);
            h[at] += w[i];
            h[at + 1] += s[i];
            h[at + 2]++;
        }
        for (int bin = 0; bin < count; bin++) {
            int at = STRIDE * bin;
            if (h[at + 2] > 0) {
                group(bin, h[at], h[at + 1], (int) h[at + 2]);
            }
        }
        int at = STRIDE * BinnedTable.MISSING;
        groups.missing(h[at], h[at + 1], (int) h[at + 2]);
    }

    /** Levels by their means. */
    private void order() {
        double mean = sum / weight;
        for (int place = 0; place < groups.count; place++) {
            means[place] = (groups.sum[place] + PRIOR * mean) / (groups.weight[place] + PRIOR);
        }
        sortPlaces(places, groups.count, means);
        spare.count = 0;
        for (int i = 0; i < groups.count; i++) {
            spare.copy(groups, places[i]);
        }
        spare.missing(groups.missingWeight, groups.missingSum, groups.missingRows);
        Groups ordered = spare;
        spare = groups;
        groups = ordered;
    }

    private void tryAll(int feature, boolean categorical) {
        int last = groups.missingRows > 0 ? groups.count : groups.count - 1;
        double leftWeight = 0;
        double leftSum = 0;
        int leftRows = 0;
        for (int place = 0; place < last; place++) {
            leftWeight += groups.weight[place];
            leftSum += groups.sum[place];
            leftRows += groups.rows[place];
            offer(feature, categorical, place, middle(place), leftWeight, leftSum, leftRows);
        }
    }

    /** A new number is likelier to lie on the nearer side. */
    private int middle(int place) {
        return place + 1 < groups.count ? (groups.bin[place] + groups.bin[place + 1] - 1) >>> 1 : groups.bin[place];
    }

    private void offer(int feature, boolean categorical, int place, int cut, double ofWeight, double ofSum, int rows) {
        offer(feature, categorical, place, cut, ofWeight, ofSum, rows, false);
        if (groups.missingRows > 0 && place < groups.count - 1) {
            offer(
                    feature,
                    categorical,
                    place,
                    cut,
                    ofWeight + groups.missingWeight,
                    ofSum + groups.missingSum,
                    rows + groups.missingRows,
                    true);
        }
    }

    private void offer(
            int feature,
            boolean categorical,
            int place,
            int cut,
            double leftWeight,
            double leftSum,
            int leftRows,
            boolean missingLeft) {
        int least = settings.minLeaf();
        if (leftRows < least || size - leftRows < least) {
            return;
        }
        Criterion criterion = settings.criterion();
        double value =
                criterion.scalarPart(leftSum, leftWeight) + criterion.scalarPart(sum - leftSum, weight - leftWeight);
        if (!best.beatenBy(value)) {
            return;
        }
        boolean heavierLeft = 2 * leftWeight >= weight;
        if (categorical) {
            best.take(value, feature, groups.bin, groups.count, place, missingLeft, heavierLeft);
        } else {
            best.take(value, feature, cut, missingLeft, heavierLeft);
        }
    }
}
