package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which of the two values of each of several targets says yes: the second, as of a single target of two classes. */
final class LabelParts {
    private LabelParts() {}

    /** The table with a last column of sets; faults when a part has not two values. */
    static TableFile joined(TableFile table, List<String> parts, FaultList faults) throws SQLException {
        List<Set<String>> values = new ArrayList<>();
        parts.forEach(part -> values.add(new TreeSet<>()));
        table.visit(parts, (row, cells) -> {
            for (int part = 0; part < parts.size(); part++) {
                String value = cells.text(part);
                if (!value.isEmpty() && values.get(part).size() <= 2) {
                    values.get(part).add(value);
                }
            }
        });
        List<LabelColumn> columns = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            List<String> ordered = ClassCounts.ordered(values.get(part));
            if (ordered.size() == 2) {
                columns.add(new LabelColumn(parts.get(part), ordered.get(0), ordered.get(1)));
            } else {
                faults.add(DataFault.ofColumn(
                        parts.get(part),
                        "target-not-two-classes",
                        "Of several targets each has two classes; '" + parts.get(part) + "' has not.",
                        "Predict it in a study of its own."));
            }
        }
        return new TableFile(table.database(), table.path(), table.schema(), columns);
    }
}
