package dev.cairn.trainers.split;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets the past predict the future: rows are ordered by their marks and cut into k + 1 blocks of about equal size; each block but the first is
 * scored by a model of all blocks before it (forecasting on a rolling origin: Tashman, International Journal of Forecasting 2000, §2). Rows of
 * one moment stay in one block.
 *
 * @param k how many folds at most
 */
public record Forward(int k) {
    public Forward {
        if (k < 1) {
            throw new IllegalArgumentException("validation by time needs at least 1 fold, got " + k);
        }
    }

    /** The folds from the earliest to the latest; fewer than k when moments or classes do not suffice. */
    public List<Parts> split(RowSet rows) {
        int[] order = byTime(rows);
        List<Parts> folds = new ArrayList<>();
        int from = boundary(rows, order, 1.0 / (k + 1));
        for (int fold = 0; fold < k && from < order.length; fold++) {
            int to = fold == k - 1 ? order.length : boundary(rows, order, (fold + 2.0) / (k + 1));
            if (to > from) {
                Parts parts = parts(rows, order, from, to);
                if (canLearn(rows, parts)) {
                    folds.add(parts);
                }
                from = to;
            }
        }
        if (folds.isEmpty()) {
            throw new InvalidFrame("too little to validate on by time: " + rows.size()
                    + " rows leave no earlier part with" + " two rows and two classes before a later one");
        }
        return folds;
    }

    /** The latest share of the rows, to be scored by a model of all before. */
    public static Parts latest(RowSet rows, double fraction) {
        int[] order = byTime(rows);
        Parts parts = parts(rows, order, boundary(rows, order, 1 - fraction), order.length);
        if (!canLearn(rows, parts)) {
            throw new InvalidFrame("holding the latest " + fraction + " of " + rows.size()
                    + " rows leaves too little to learn from, or nothing to score");
        }
        return parts;
    }

    private static int[] byTime(RowSet rows) {
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingLong(position -> mark(rows, position)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long mark(RowSet rows, int position) {
        return rows.frame().mark(rows.rows()[position]);
    }

    /** The place in the order nearest to that share of the rows at which another moment begins. */
    private static int boundary(RowSet rows, int[] order, double share) {
        int wanted = (int) Math.round(share * order.length);
        int later = wanted;
        while (later < order.length && !begins(rows, order, later)) {
            later++;
        }
        int earlier = Math.min(wanted, order.length);
        while (earlier > 0 && !begins(rows, order, earlier)) {
            earlier--;
        }
        return earlier > 0 && wanted - earlier <= later - wanted ? earlier : later;
    }

    private static boolean begins(RowSet rows, int[] order, int place) {
        return place == order.length || (place > 0 && mark(rows, order[place]) != mark(rows, order[place - 1]));
    }

    private static Parts parts(RowSet rows, int[] order, int from, int to) {
        int[] kept = Arrays.stream(order, 0, from).sorted().toArray();
        int[] held = Arrays.stream(order, from, to).sorted().toArray();
        return Parts.apart(rows, kept, held);
    }

    private static boolean canLearn(RowSet rows, Parts parts) {
        if (parts.kept().length < 2 || parts.held().length == 0) {
            return false;
        }
        return rows.target().strata().stream()
                .allMatch(classes -> Arrays.stream(parts.kept())
                                .map(i -> classes.codes()[i])
                                .distinct()
                                .count()
                        >= 2);
    }
}
