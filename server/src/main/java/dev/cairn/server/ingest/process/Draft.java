package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.trainers.data.ImageShape;
import java.util.List;
import java.util.Optional;

/**
 * A table before its columns are judged by their values.
 *
 * @param kinds as far as spelling tells
 * @param facts what spelling told, by column; empty when the file had types of its own
 */
record Draft(
        long rows, List<String> names, List<ColumnKind> kinds, List<ColumnFacts> facts, Optional<ImageShape> image) {
    Draft {
        names = List.copyOf(names);
        kinds = List.copyOf(kinds);
        facts = List.copyOf(facts);
    }

    static ColumnKind kindBySpelling(ColumnFacts facts) {
        if (facts.isNumeric()) {
            return ColumnKind.NUMERIC;
        }
        if (facts.isDate()) {
            return ColumnKind.DATETIME;
        }
        return facts.isTruth() ? ColumnKind.BOOLEAN : ColumnKind.CATEGORICAL;
    }
}
