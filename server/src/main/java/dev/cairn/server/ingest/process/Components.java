package dev.cairn.server.ingest.process;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Rows that hang together, directly or through others (disjoint sets by path halving: Tarjan and van Leeuwen, JACM 1984, §2). */
final class Components {
    private final int[] parents;

    Components(int rows) {
        parents = new int[rows];
        Arrays.setAll(parents, row -> row);
    }

    /** Ties all rows with an equal key. */
    void tie(long[] keys) {
        Map<Long, Integer> firsts = new HashMap<>();
        for (int row = 0; row < parents.length; row++) {
            Integer first = firsts.putIfAbsent(keys[row], row);
            if (first != null) {
                parents[root(row)] = root(first);
            }
        }
    }

    /** A row that stands for all that hang together with this one. */
    int root(int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
