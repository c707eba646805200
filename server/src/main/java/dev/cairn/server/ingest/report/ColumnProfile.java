package dev.cairn.server.ingest.report;

import java.util.List;
import java.util.Optional;

/**
 * What a column looks like in the training rows; sealed rows never count.
 *
 * @param distinct different values
 * @param numbers of a numeric or date column with at least one value
 * @param top the most frequent labels, most frequent first
 */
public record ColumnProfile(
        String name,
        ColumnKind kind,
        boolean feature,
        long missing,
        long distinct,
        List<ColumnFlag> flags,
        String note,
        Optional<NumberSummary> numbers,
        List<LevelCount> top) {
    public ColumnProfile {
        flags = List.copyOf(flags);
        top = List.copyOf(top);
    }
}
