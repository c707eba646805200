package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.ColumnKind;
import java.util.Map;

/**
 * A file that was read, with what it says itself about its columns.
 *
 * @param declared kinds by column; a column that is not named is what its values say
 */
public record TypedTable(RawTable table, Map<String, ColumnKind> declared) {
    public TypedTable {
        declared = Map.copyOf(declared);
    }
}
