package dev.cairn.server.ingest.report;

import java.util.ArrayList;
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

    /** This profile with one thing more that its user should know. */
    public ColumnProfile flagged(ColumnFlag flag, String because) {
        List<ColumnFlag> more = new ArrayList<>(flags);
        more.add(flag);
        String notes = note.isEmpty() ? because : note + " " + because;
        return new ColumnProfile(name, kind, feature, missing, distinct, more, notes, numbers, top);
    }
}
