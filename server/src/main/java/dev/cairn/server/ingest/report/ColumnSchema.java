package dev.cairn.server.ingest.report;

import java.util.List;

/**
 * One column of a dataset version, judged from all its rows.
 *
 * @param whole every number is an integer
 * @param feature takes part in training when it is not the target
 * @param missing rows without a value
 * @param distinct different values
 * @param note why the column is left out or read in this way; empty when there is nothing to say
 */
public record ColumnSchema(
        String name,
        ColumnKind kind,
        boolean whole,
        boolean feature,
        long missing,
        long distinct,
        List<ColumnFlag> flags,
        String note) {
    public ColumnSchema {
        if (name.isBlank() || missing < 0 || distinct < 0) {
            throw new IllegalArgumentException("column '" + name + "': needs a name and counts from 0, got missing "
                    + missing + ", distinct " + distinct);
        }
        flags = List.copyOf(flags);
    }
}
