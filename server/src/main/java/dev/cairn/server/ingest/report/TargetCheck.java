package dev.cairn.server.ingest.report;

import java.util.List;
import java.util.Optional;

/**
 * Whether a column can be predicted, and as what.
 *
 * @param classes true for classification; meaningless when there are faults
 * @param faults why it cannot be predicted; empty when it can
 */
public record TargetCheck(boolean classes, List<DataFault> faults) {
    /** More classes than this are names, not classes. */
    public static final int MOST_CLASSES = 1000;
    /** Whole numbers with at most this many different values are classes unless a study says otherwise. */
    public static final int MOST_NUMBER_CLASSES = 20;

    private static final int FEWEST_ROWS = 10;

    public TargetCheck {
        faults = List.copyOf(faults);
    }

    public boolean fits() {
        return faults.isEmpty();
    }

    public static TargetCheck of(TableSchema schema, String target, TargetUse use) {
        Optional<ColumnSchema> column = schema.column(target);
        return column.isPresent() ? of(schema, column.get(), use) : failed(absent(schema, target));
    }

    private static TargetCheck of(TableSchema schema, ColumnSchema column, TargetUse use) {
        long values = schema.rows() - column.missing();
        if (values == 0) {
            return failed(fault(column, "target-missing", "has no value in any row", "Choose another target."));
        }
        if (column.distinct() < 2) {
            return failed(fault(
                    column,
                    "target-constant",
                    "has the same value in all rows",
                    "There is nothing to predict; choose another."));
        }
        if (values < FEWEST_ROWS) {
            return failed(fault(
                    column,
                    "target-too-few-rows",
                    "has a value in " + values + " rows only",
                    "At least " + FEWEST_ROWS + " are needed."));
        }
        if (column.kind() == ColumnKind.PIXEL) {
            return failed(fault(column, "target-pixel", "is a pixel of the image", "Choose the column of labels."));
        }
        if (schema.features(column.name()).isEmpty()) {
            return failed(fault(
                    column, "no-features", "is the only column that can be used", "Add a column to predict it from."));
        }
        return decided(column, values, use);
    }

    private static TargetCheck decided(ColumnSchema column, long values, TargetUse use) {
        boolean numeric = column.kind() == ColumnKind.NUMERIC;
        if (use == TargetUse.NUMBERS && !numeric) {
            return failed(fault(
                    column,
                    "target-not-numeric",
                    "holds labels, not numbers",
                    "Choose a metric of classification, such as accuracy."));
        }
        boolean classes = !numeric
                || use == TargetUse.CLASSES
                || (use == TargetUse.AUTO && column.whole() && column.distinct() <= MOST_NUMBER_CLASSES);
        if (!classes) {
            return new TargetCheck(false, List.of());
        }
        if (numeric && !column.whole()) {
            return failed(fault(
                    column,
                    "target-not-classes",
                    "holds fractions, not classes",
                    "Choose a metric of regression, such as rmse."));
        }
        return column.distinct() > MOST_CLASSES || 2 * column.distinct() > values
                ? failed(tooManyClasses(column, values))
                : new TargetCheck(true, List.of());
    }

    private static DataFault tooManyClasses(ColumnSchema column, long values) {
        return fault(
                column,
                "target-too-many-classes",
                "has " + column.distinct() + " different values in " + values + " rows; at most " + MOST_CLASSES
                        + " classes, with 2 rows each, can be predicted",
                column.kind() == ColumnKind.NUMERIC
                        ? "Choose a metric of regression, such as rmse."
                        : "Is it an identifier? Choose another target.");
    }

    private static DataFault absent(TableSchema schema, String target) {
        String hint = Similar.to(target, schema.names())
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("The columns are: " + abridged(schema.names()) + ".");
        return DataFault.ofColumn(target, "unknown-target", "There is no column '" + target + "'.", hint);
    }

    private static String abridged(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(8, names.size()))) + (names.size() > 8 ? ", …" : "");
    }

    private static DataFault fault(ColumnSchema column, String code, String says, String hint) {
        return DataFault.ofColumn(column.name(), code, "The target '" + column.name() + "' " + says + ".", hint);
    }

    private static TargetCheck failed(DataFault fault) {
        return new TargetCheck(false, List.of(fault));
    }
}
