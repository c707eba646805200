package dev.cairn.trainers.forest;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Grows one tree by splitting node after node (Breiman, Machine Learning 2001; with drawn cuts: Geurts, Ernst and Wehenkel, Machine Learning 2006). A
 * function of its arguments, whatever else runs.
 */
final class TreeGrower {
    private static final int NODES_BETWEEN_QUESTIONS = 64;

    private final int[] rows;
    private final int[] spare;
    private final BinnedTable table;
    private final TreeSettings settings;
    private final SplitSearch search;
    private final TreeBuilder tree;
    private final Deque<Pending> stack = new ArrayDeque<>();
    private final PriorityQueue<Pending> byGain = new PriorityQueue<>(
            Comparator.comparingDouble((Pending p) -> -p.split().gain()).thenComparingInt(Pending::node));

    /** A node whose rows have a split that is worth making. */
    private record Pending(int node, int from, int to, int depth, Split split) {}

    TreeGrower(
            Sample sample,
            BinnedTable table,
            List<ColumnBins> columns,
            TreeSettings settings,
            SplittableRandom random) {
        this.rows = sample.rows().clone();
        this.spare = new int[rows.length];
        this.table = table;
        this.settings = settings;
        this.search = SplitSearch.of(sample, table, columns, settings, random);
        this.tree = new TreeBuilder(sample.answers() instanceof Answers.Numbers);
    }

    /** The tree; empty when it was called off before it was grown. */
    Optional<Tree> grow(BooleanSupplier cancelled) {
        open(0, 0, rows.length, 0);
        int leaves = 1;
        int visited = 0;
        while (waiting() && leaves < settings.leaves()) {
            if (++visited % NODES_BETWEEN_QUESTIONS == 0 && cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            Pending pending = take();
            int middle = partition(pending);
            int left = tree.split(pending.node(), pending.split());
            open(left, pending.from(), middle, pending.depth() + 1);
            open(left + 1, middle, pending.to(), pending.depth() + 1);
            leaves++;
        }
        while (waiting()) {
            Pending pending = take();
            close(pending.node(), pending.from(), pending.to());
        }
        return Optional.of(tree.build());
    }

    private void open(int node, int from, int to, int depth) {
        Optional<Split> split = depth < settings.depth() ? search.find(rows, from, to) : Optional.empty();
        if (split.isEmpty()) {
            close(node, from, to);
            return;
        }
        Pending pending = new Pending(node, from, to, depth, split.get());
        if (settings.leaves() == TreeSettings.UNLIMITED) {
            stack.push(pending);
        } else {
            byGain.add(pending);
        }
    }

    private void close(int node, int from, int to) {
        search.load(rows, from, to);
        tree.end(node, search.leaf(tree));
    }

    private boolean waiting() {
        return !stack.isEmpty() || !byGain.isEmpty();
    }

    private Pending take() {
        return stack.isEmpty() ? byGain.remove() : stack.pop();
    }

    /** Brings the rows that go left to the front, each part in its order, and returns where the right part begins. */
    private int partition(Pending pending) {
        Split split = pending.split();
        byte[] cells = table.cells()[split.feature()];
        int left = pending.from();
        int right = 0;
        for (int i = pending.from(); i < pending.to(); i++) {
            int row = rows[i];
            if (split.left(cells[row] & 0xff)) {
                rows[left++] = row;
            } else {
                spare[right++] = row;
            }
        }
        System.arraycopy(spare, 0, rows, left, right);
        return left;
    }
}
