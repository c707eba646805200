package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes scores on the training rows doubtful.
 *
 * @param conflicts sets of rows with equal features and unequal classes: no model can get them all right
 * @param leaks features that alone tell the target nearly perfectly
 */
record Suspicions(long conflicts, NearCopies.Found near, Set<String> leaks) {
    Suspicions {
        leaks = Set.copyOf(leaks);
    }

    /** Without a target, which is empty then, there is nothing that could leak. */
    static Suspicions of(TableFile table, Sides sides, List<ColumnSchema> features, String target, boolean classes)
            throws SQLException {
        return new Suspicions(
                classes ? conflicts(table, sides, target) : 0,
                NearCopies.of(table, sides, features),
                target.isEmpty() ? Set.of() : Leaks.of(table, sides, features, target, classes));
    }

    private static long conflicts(TableFile table, Sides sides, String target) throws SQLException {
        long[] groups = sides.groups(Side.TRAIN);
        Map<Long, String> labels = new HashMap<>();
        Set<Long> conflicts = new HashSet<>();
        table.visit(List.of(target), (row, cells) -> {
            long group = sides.group(row);
            if (sides.side(row) == Side.TRAIN && isRepeated(groups, group)) {
                String label = cells.text(0);
                String first = labels.putIfAbsent(group, label);
                if (first != null && !first.equals(label)) {
                    conflicts.add(group);
                }
            }
        });
        return conflicts.size();
    }

    private static boolean isRepeated(long[] sorted, long group) {
        int at = Arrays.binarySearch(sorted, group);
        return (at > 0 && sorted[at - 1] == group) || (at >= 0 && at + 1 < sorted.length && sorted[at + 1] == group);
    }
}
