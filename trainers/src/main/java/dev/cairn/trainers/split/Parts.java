package dev.cairn.trainers.split;

import dev.cairn.trainers.data.RowSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows to learn from and rows to score on, as positions in a row set, in its order.
 *
 * @param kept rows to learn from
 * @param held rows to score on; none is equal to a row of {@code kept}
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Parts(int[] kept, int[] held) {
    /** Takes the rows out of {@code kept} that share a group with one of {@code held}: they would give the answer away. */
    static Parts apart(RowSet rows, int[] kept, int[] held) {
        Set<Long> groups = new HashSet<>();
        for (int position : held) {
            groups.add(group(rows, position));
        }
        return new Parts(
                IntStream.of(kept)
                        .filter(position -> !groups.contains(group(rows, position)))
                        .toArray(),
                held);
    }

    private static long group(RowSet rows, int position) {
        return rows.frame().group(rows.rows()[position]);
    }
}
