package dev.cairn.server.ingest.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of two classes that are predicted side by side, taken for one column of sets.
 *
 * @param columns at least two, in the order of the specification; none when there is one target only
 */
public record SeveralTargets(List<String> columns) {
    public static final SeveralTargets NONE = new SeveralTargets(List.of());

    private static final String BETWEEN = ", ";
    private static final int TWO = 2;

    public SeveralTargets {
        columns = List.copyOf(columns);
    }

    /** What they are called together. */
    public static String name(List<String> columns) {
        return String.join(BETWEEN, columns);
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The table when these are predicted: none of them is a feature, and a last column has the sets. */
    public TableSchema in(TableSchema schema) {
        if (isEmpty()) {
            return schema;
        }
        List<ColumnSchema> all = new ArrayList<>();
        schema.columns().forEach(column -> all.add(columns.contains(column.name()) ? column.unlearned() : column));
        all.add(new ColumnSchema(
                name(columns), ColumnKind.CATEGORICAL, false, false, 0, columns.size(), List.of(), "Sets of targets."));
        return new TableSchema(schema.rows(), all, schema.imageHeight(), schema.imageWidth(), schema.imageChannels());
    }

    /** Why they cannot be predicted side by side; empty when they can. */
    public List<DataFault> faults(TableSchema schema) {
        List<DataFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            Optional<ColumnSchema> column = schema.column(name);
            if (!seen.add(name)) {
                faults.add(DataFault.ofColumn(name, "target-twice", "'" + name + "' is named twice.", "Name it once."));
            } else if (column.isEmpty()) {
                faults.add(DataFault.ofColumn(
                        name,
                        "unknown-target",
                        "There is no column '" + name + "'.",
                        Similar.to(name, schema.names())
                                .map(similar -> "Did you mean '" + similar + "'?")
                                .orElse("")));
            } else if (column.get().distinct() != TWO || column.get().kind() == ColumnKind.PIXEL) {
                faults.add(DataFault.ofColumn(
                        name,
                        "target-not-two-classes",
                        "Of several targets each has two classes; '" + name + "' has "
                                + column.get().distinct() + " different values.",
                        "Predict it in a study of its own."));
            }
        }
        if (faults.isEmpty() && in(schema).features(name(columns)).isEmpty()) {
            faults.add(DataFault.ofColumn(
                    name(columns), "no-features", "Beside the targets nothing is left to learn from.", ""));
        }
        return faults;
    }
}
