package dev.cairn.trainers.forest;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Splits of three or more classes. Rows are sorted by bin and moved one by one from right to left, so that a feature costs the same however many
 * classes there are. Levels are ordered by their share of one class, that of a row drawn from the node.
 */
final class ClassSearch extends SplitSearch {
    private static final int BINS = BinnedTable.MISSING + 1;

    private final float[] weights;
    private final int[] codes;
    private final double[] w;
    private final int[] label;
    private final int[] bin;
    private final int[] order;
    private final int[] starts = new int[BINS + 1];
    private final int[] rank = new int[BINS];
    private final int[] binOfRank = new int[BINS];
    private final double[] binWeight = new double[BINS];
    private final double[] binShare = new double[BINS];
    private final double[] compact = new double[BINS];
    private final int[] places = new int[BINS];
    private final double[] total;
    private final double[] left;
    private int size;
    private double weight;
    private double terms;
    private int present;
    private int missingRows;

    ClassSearch(
            Sample sample,
            Answers.Classes answers,
            BinnedTable table,
            List<ColumnBins> columns,
            TreeSettings settings,
            SplittableRandom random) {
        super(table, columns, settings, random);
        int rows = sample.rows().length;
        this.weights = sample.weights();
        this.codes = answers.codes();
        this.w = new double[rows];
        this.label = new int[rows];
        this.bin = new int[rows];
        this.order = new int[rows];
        this.total = new double[answers.classes()];
        this.left = new double[answers.classes()];
    }

    @Override
    void load(int[] rows, int from, int to) {
        size = to - from;
        Arrays.fill(total, 0);
        weight = 0;
        for (int i = 0; i < size; i++) {
            int row = rows[from + i];
            w[i] = weights[row];
            label[i] = codes[row];
            weight += w[i];
            total[label[i]] += w[i];
        }
        terms = terms(total);
    }

    private double terms(double[] of) {
        double sum = 0;
        for (double each : of) {
            sum += settings.criterion().term(each);
        }
        return sum;
    }

    @Override
    boolean pure() {
        for (int i = 1; i < size; i++) {
            if (label[i] != label[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    double value() {
        return settings.criterion().part(terms, weight);
    }

    @Override
    boolean hasMissing() {
        return missingRows > 0;
    }

    @Override
    int leaf(TreeBuilder tree) {
        return tree.leaf(total, weight);
    }

    @Override
    boolean consider(int feature, int[] rows, int from, int to) {
        ColumnBins bins = columns.get(feature);
        if (settings.randomCuts()) {
            return bins.categorical() ? drawnLevels(feature, rows, from) : drawn(feature, bins, rows, from);
        }
        count(table.cells()[feature], rows, from, bins.count());
        if (present + (missingRows > 0 ? 1 : 0) < 2 || present == 0) {
            return false;
        }
        if (bins.categorical()) {
            rankLevels(bins.count());
        }
        sort();
        tryAll(feature, bins.categorical(), false);
        if (missingRows > 0) {
            tryAll(feature, bins.categorical(), true);
        }
        return true;
    }

    /** Drawn levels need no order either: which of them the node has is enough. */
    private boolean drawnLevels(int feature, int[] rows, int from) {
        byte[] cells = table.cells()[feature];
        present = 0;
        missingRows = 0;
        for (int i = 0; i < size; i++) {
            int cell = cells[rows[from + i]] & 0xff;
            bin[i] = cell;
            if (cell == BinnedTable.MISSING) {
                missingRows++;
            } else if (!goesLeft[cell]) {
                goesLeft[cell] = true;
                binOfRank[present++] = cell;
            }
        }
        forgetLevels();
        if (present == 0 || present + (missingRows > 0 ? 1 : 0) < 2) {
            return false;
        }
        int last = drawnLeft(binOfRank, present);
        offerLevels(feature, last, false);
        if (missingRows > 0 && last < present - 1) {
            offerLevels(feature, last, true);
        }
        forgetLevels();
        return true;
    }

    private void offerLevels(int feature, int last, boolean missingLeft) {
        Arrays.fill(left, 0);
        double leftWeight = 0;
        int leftRows = 0;
        for (int i = 0; i < size; i++) {
            if (bin[i] == BinnedTable.MISSING ? missingLeft : goesLeft[bin[i]]) {
                left[label[i]] += w[i];
                leftWeight += w[i];
                leftRows++;
            }
        }
        offer(feature, true, last, 0, value(leftWeight), leftWeight, leftRows, missingLeft);
    }

    private void forgetLevels() {
        for (int place = 0; place < present; place++) {
            goesLeft[binOfRank[place]] = false;
        }
    }

    /** How many rows each bin has, and which bins have any: those are ranked by bin. */
    private void count(byte[] cells, int[] rows, int from, int count) {
        Arrays.fill(starts, 0, count + 1, 0);
        missingRows = 0;
        for (int i = 0; i < size; i++) {
            int cell = cells[rows[from + i]] & 0xff;
            bin[i] = cell;
            if (cell == BinnedTable.MISSING) {
                missingRows++;
            } else {
                starts[cell]++;
            }
        }
        present = 0;
        for (int cell = 0; cell < count; cell++) {
            if (starts[cell] > 0) {
                binOfRank[present] = cell;
                rank[cell] = present++;
            }
        }
    }

    private void rankLevels(int count) {
        int chosen = label[random.nextInt(size)];
        Arrays.fill(binWeight, 0, count, 0);
        Arrays.fill(binShare, 0, count, 0);
        for (int i = 0; i < size; i++) {
            if (bin[i] != BinnedTable.MISSING) {
                binWeight[bin[i]] += w[i];
                binShare[bin[i]] += label[i] == chosen ? w[i] : 0;
            }
        }
        double share = total[chosen] / weight;
        for (int place = 0; place < present; place++) {
            int cell = binOfRank[place];
            compact[place] = (binShare[cell] + PRIOR * share) / (binWeight[cell] + PRIOR);
        }
        sortPlaces(places, present, compact);
        int[] before = Arrays.copyOf(binOfRank, present);
        for (int place = 0; place < present; place++) {
            binOfRank[place] = before[places[place]];
            rank[binOfRank[place]] = place;
        }
    }

    /** Rows by the rank of their bin, each rank's in the node's order; missing ones last. */
    private void sort() {
        int[] next = places;
        int at = 0;
        for (int place = 0; place < present; place++) {
            next[place] = at;
            at += starts[binOfRank[place]];
        }
        next[present] = at;
        for (int i = 0; i < size; i++) {
            int place = bin[i] == BinnedTable.MISSING ? present : rank[bin[i]];
            order[next[place]++] = i;
        }
    }

    private void tryAll(int feature, boolean categorical, boolean missingLeft) {
        Criterion criterion = settings.criterion();
        double leftWeight = startLeft(missingLeft);
        double leftTerms = terms(left);
        double rightTerms = rightTerms();
        int known = size - missingRows;
        int moved = missingLeft ? missingRows : 0;
        int last = missingRows > 0 && !missingLeft ? known : known - starts[binOfRank[present - 1]];
        for (int at = 0; at < last; at++) {
            int i = order[at];
            double inLeft = left[label[i]];
            double inRight = total[label[i]] - inLeft;
            leftTerms += criterion.term(inLeft + w[i]) - criterion.term(inLeft);
            rightTerms += criterion.term(inRight - w[i]) - criterion.term(inRight);
            left[label[i]] = inLeft + w[i];
            leftWeight += w[i];
            if (at + 1 == known || bin[order[at + 1]] != bin[i]) {
                double value = criterion.part(leftTerms, leftWeight) + criterion.part(rightTerms, weight - leftWeight);
                offer(
                        feature,
                        categorical,
                        rank[bin[i]],
                        cutAfter(rank[bin[i]]),
                        value,
                        leftWeight,
                        moved + at + 1,
                        missingLeft);
            }
        }
    }

    private int cutAfter(int place) {
        return place + 1 < present ? (binOfRank[place] + binOfRank[place + 1] - 1) >>> 1 : binOfRank[place];
    }

    private double startLeft(boolean missingLeft) {
        Arrays.fill(left, 0);
        double leftWeight = 0;
        if (missingLeft) {
            for (int at = size - missingRows; at < size; at++) {
                left[label[order[at]]] += w[order[at]];
                leftWeight += w[order[at]];
            }
        }
        return leftWeight;
    }

    private double rightTerms() {
        double sum = 0;
        for (int code = 0; code < total.length; code++) {
            sum += settings.criterion().term(total[code] - left[code]);
        }
        return sum;
    }

    private double value(double leftWeight) {
        Criterion criterion = settings.criterion();
        return criterion.part(terms(left), leftWeight) + criterion.part(rightTerms(), weight - leftWeight);
    }

    /** One drawn cut of numbers needs no order: what lies left of it is summed up. */
    private boolean drawn(int feature, ColumnBins bins, int[] rows, int from) {
        byte[] cells = table.cells()[feature];
        int low = BinnedTable.MISSING;
        int high = -1;
        missingRows = 0;
        for (int i = 0; i < size; i++) {
            int cell = cells[rows[from + i]] & 0xff;
            bin[i] = cell;
            if (cell == BinnedTable.MISSING) {
                missingRows++;
            } else {
                low = Math.min(low, cell);
                high = Math.max(high, cell);
            }
        }
        if (high < 0 || (low == high && missingRows == 0)) {
            return false;
        }
        int cut = low < high ? drawnCut(bins, low, high) : low;
        offerDrawn(feature, cut, false);
        if (missingRows > 0 && low < high) {
            offerDrawn(feature, cut, true);
        }
        return true;
    }

    private void offerDrawn(int feature, int cut, boolean missingLeft) {
        Arrays.fill(left, 0);
        double leftWeight = 0;
        int leftRows = 0;
        for (int i = 0; i < size; i++) {
            if (bin[i] <= cut || (missingLeft && bin[i] == BinnedTable.MISSING)) {
                left[label[i]] += w[i];
                leftWeight += w[i];
                leftRows++;
            }
        }
        offer(feature, false, 0, cut, value(leftWeight), leftWeight, leftRows, missingLeft);
    }

    private void offer(
            int feature,
            boolean categorical,
            int place,
            int cut,
            double value,
            double leftWeight,
            int leftRows,
            boolean missingLeft) {
        int least = settings.minLeaf();
        if (leftRows < least || size - leftRows < least || !best.beatenBy(value)) {
            return;
        }
        boolean heavierLeft = 2 * leftWeight >= weight;
        if (categorical) {
            best.take(value, feature, binOfRank, present, place, missingLeft, heavierLeft);
        } else {
            best.take(value, feature, cut, missingLeft, heavierLeft);
        }
    }
}
