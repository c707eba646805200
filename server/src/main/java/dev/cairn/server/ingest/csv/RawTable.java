package dev.cairn.server.ingest.csv;

import java.util.List;

/**
 * A file that was read without a structural fault.
 *
 * @param columns facts by column, in file order
 */
public record RawTable(long rows, List<ColumnFacts> columns) {
    public RawTable {
        columns = List.copyOf(columns);
    }
}
