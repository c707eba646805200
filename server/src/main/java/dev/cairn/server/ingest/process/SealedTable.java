package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.server.ingest.report.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a table supplied as test set has what the training table has. */
final class SealedTable {
    private SealedTable() {}

    static void check(
            String name,
            TableSchema sealed,
            List<ColumnSchema> features,
            Optional<ColumnSchema> target,
            FaultList faults) {
        List<ColumnSchema> wanted = new ArrayList<>(features);
        target.ifPresent(wanted::add);
        for (ColumnSchema column : wanted) {
            Optional<ColumnSchema> found = sealed.column(column.name());
            if (found.isEmpty()) {
                faults.add(DataFault.ofFile(
                        "test-column-missing",
                        "The test dataset '" + name + "' has no column '" + column.name() + "'.",
                        "It needs the target, if there is one, and every feature column of the training dataset."));
            } else if (column.storedAsNumber() && !found.get().storedAsNumber()) {
                faults.add(DataFault.ofFile(
                        "test-column-kind",
                        "Column '" + column.name() + "' holds numbers, but labels in the test dataset '" + name + "'.",
                        found.get().note()));
            }
        }
    }
}
