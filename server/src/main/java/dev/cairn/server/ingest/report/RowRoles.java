package dev.cairn.server.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that say how rows are divided, at most one of them. The one of groups or folds is not learned from.
 *
 * @param groups rows with an equal value stay together, in folds and on one side of the vault
 * @param time the past predicts the future: the latest rows are sealed, and validated on
 * @param folds each value names the rows of a fold
 */
public record RowRoles(Optional<String> groups, Optional<String> time, Optional<String> folds) {
    public static final RowRoles NONE = new RowRoles(Optional.empty(), Optional.empty(), Optional.empty());

    /** More values than this are no folds. */
    public static final int MOST_FOLDS = 50;

    public RowRoles {
        if (Stream.of(groups, time, folds).filter(Optional::isPresent).count() > 1) {
            throw new IllegalArgumentException("rows are divided by groups, by time or by given folds, not by several");
        }
    }

    /** The column that has a role. */
    public Optional<String> column() {
        return groups.or(() -> time).or(() -> folds);
    }

    /** Columns that are not learned from. */
    public List<String> apart() {
        return Stream.of(groups, folds).flatMap(Optional::stream).toList();
    }

    /** What tells splits apart; empty without a role. */
    public String key() {
        return groups.map(c -> ";groups=" + c)
                .or(() -> time.map(c -> ";time=" + c))
                .or(() -> folds.map(c -> ";folds=" + c))
                .orElse("");
    }

    /** Why the table's columns can not have these roles; empty when they can. */
    public List<DataFault> faults(TableSchema schema, String target) {
        List<DataFault> faults = new ArrayList<>();
        column().ifPresent(name -> {
            Optional<ColumnSchema> column = schema.column(name);
            if (column.isEmpty()) {
                faults.add(DataFault.ofColumn(
                        name,
                        "unknown-column",
                        "There is no column '" + name + "' to divide the rows by.",
                        Similar.to(name, schema.names())
                                .map(similar -> "Did you mean '" + similar + "'?")
                                .orElse("")));
            } else if (name.equals(target)) {
                faults.add(
                        unfit(name, "is what is predicted, so rows can not be divided by it", "Name another column."));
            } else {
                check(column.get()).ifPresent(faults::add);
            }
        });
        return faults;
    }

    private Optional<DataFault> check(ColumnSchema column) {
        if (column.isEmptyOrConstant()) {
            return Optional.of(unfit(
                    column.name(), "has the same value in all rows, so it divides nothing", "Name another column."));
        }
        boolean ordered = column.kind() == ColumnKind.DATETIME || column.kind() == ColumnKind.NUMERIC;
        if (time.isPresent() && !ordered) {
            return Optional.of(unfit(
                    column.name(),
                    "holds neither dates nor numbers, so it does not order the rows",
                    "Say its format: columns: {" + column.name() + ": {kind: datetime, format: dd.MM.yyyy}}."));
        }
        if (folds.isPresent() && (column.distinct() < 2 || column.distinct() > MOST_FOLDS)) {
            return Optional.of(unfit(
                    column.name(),
                    "has " + column.distinct() + " different values; folds are 2 to " + MOST_FOLDS,
                    "Use it as groups instead."));
        }
        return Optional.empty();
    }

    private static DataFault unfit(String column, String says, String hint) {
        return DataFault.ofColumn(column, "unfit-column", "Column '" + column + "' " + says + ".", hint);
    }
}
