package dev.cairn.trainers.forest;

import dev.cairn.trainers.ReadableModel.Answer;
import dev.cairn.trainers.ReadableModel.Node;
import dev.cairn.trainers.ReadableModel.Question;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A tree as questions in the columns' own numbers and levels.
 *
 * @param reached training rows per leaf
 * @param says what the model says at a leaf
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record TreeReading(Tree tree, Binning binning, long[] reached, IntFunction<List<Double>> says) {
    static TreeReading of(Tree tree, Binning binning, BinnedTable training, IntFunction<List<Double>> says) {
        long[] reached = new long[tree.leaves()];
        for (int row = 0; row < training.rows(); row++) {
            reached[tree.leaf(training, row)]++;
        }
        return new TreeReading(tree, binning, reached, says);
    }

    Node root() {
        return node(0);
    }

    private Node node(int at) {
        int child = tree.next()[at];
        if (child < 0) {
            return new Answer(reached[~child], says.apply(~child));
        }
        int split = tree.splits()[at];
        int feature = Tree.feature(split);
        ColumnBins bins = binning.columns().get(feature);
        String name = binning.names().get(feature);
        Node left = node(child);
        Node right = node(child + 1);
        boolean missingLeft = tree.left(split, BinnedTable.MISSING);
        if (bins instanceof LevelBins levels) {
            return levels(name, split, levels, missingLeft, left, right);
        }
        return new Question(name, condition(name, split, (NumberBins) bins), missingLeft, left, right);
    }

    private static String condition(String name, int split, NumberBins bins) {
        int cut = Tree.cut(split);
        return cut < bins.cuts().length ? name + " <= " + number(bins.cuts()[cut]) : name + " is known";
    }

    /**
     * A cut is the middle between two numbers of the table, rounded to a float: 26.849998 between 26.8 and 26.9. Its last place says nothing, so a
     * number within that place which is shorter by more than one digit stands for it.
     */
    static String number(float cut) {
        BigDecimal exact = new BigDecimal(cut);
        BigDecimal written = new BigDecimal(Float.toString(cut));
        BigDecimal place = new BigDecimal(Math.ulp(cut));
        for (int digits = 1; digits < written.precision() - 1; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.subtract(exact).abs().compareTo(place) <= 0) {
                return shorter.stripTrailingZeros().toPlainString();
            }
        }
        return written.stripTrailingZeros().toPlainString();
    }

    /** Asks for the fewer levels. */
    private Question levels(String name, int split, LevelBins bins, boolean missingLeft, Node left, Node right) {
        List<String> yes = new ArrayList<>();
        List<String> no = new ArrayList<>();
        bins.ofLevel().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(level -> (tree.left(split, level.getValue()) ? yes : no).add(level.getKey()));
        if (bins.shared()) {
            (tree.left(split, bins.count() - 1) ? yes : no).add("any other");
        }
        return yes.size() <= no.size()
                ? new Question(name, within(name, yes), missingLeft, left, right)
                : new Question(name, within(name, no), !missingLeft, right, left);
    }

    private static String within(String name, List<String> levels) {
        return switch (levels.size()) {
            case 0 -> name + " is missing";
            case 1 -> name + " is " + levels.get(0);
            default -> name + " is one of " + String.join(", ", levels);
        };
    }

    /** What a leaf says, class by class or as one number. */
    static float[] said(Tree tree, int leaf, int classes) {
        if (tree.labels().length == 0) {
            return new float[] {tree.values()[leaf]};
        }
        float[] shares = new float[classes];
        IntStream.range(tree.starts()[leaf], tree.starts()[leaf + 1])
                .forEach(entry -> shares[tree.labels()[entry]] = tree.values()[entry]);
        return shares;
    }
}
