package dev.cairn.search.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The branches of a conditional space that were tried, a branch being a set of active parameters.
 *
 * <p>A search that follows expected improvement alone stays in the branch that was lucky first; one of the others may need more trials
 * before it shows what it can do. So some suggestions are owed to each branch, fewer to those that do worse: 1 : 1/2 : 1/3 …
 */
final class Branches {
    /** A set of active parameters, with the trials in it. */
    static final class Branch {
        private final List<Boolean> active;
        private double least = Double.POSITIVE_INFINITY;
        private int trials;

        private Branch(List<Boolean> active) {
            this.active = active;
        }

        boolean contains(double[] point) {
            return active.equals(pattern(point));
        }
    }

    private final List<Branch> branches;

    Branches(Evidence evidence) {
        Map<List<Boolean>, Branch> byPattern = new LinkedHashMap<>();
        for (int i = 0; i < evidence.size(); i++) {
            Branch branch = byPattern.computeIfAbsent(pattern(evidence.points().get(i)), Branch::new);
            branch.trials++;
            branch.least = Math.min(branch.least, evidence.losses()[i]);
        }
        for (double[] point : evidence.pending()) {
            Branch branch = byPattern.get(pattern(point));
            if (branch != null) {
                branch.trials++;
            }
        }
        branches = new ArrayList<>(byPattern.values());
        branches.sort((a, b) -> Double.compare(a.least, b.least));
    }

    int size() {
        return branches.size();
    }

    /** The branch that is furthest behind its share, the better one among equals. */
    Branch owed() {
        int owed = IntStream.range(0, branches.size())
                .reduce((a, b) -> debt(b) < debt(a) ? b : a)
                .orElseThrow();
        return branches.get(owed);
    }

    private long debt(int rank) {
        return (long) branches.get(rank).trials * (rank + 1);
    }

    private static List<Boolean> pattern(double[] point) {
        return Arrays.stream(point).mapToObj(u -> !Double.isNaN(u)).toList();
    }
}
