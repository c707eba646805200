package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Hashes the rows of a table and reads what decides where they go. Columns are taken in the order of their names, since versions may order them differently. */
final class RowReader {
    /** Takes one row after the other. */
    @FunctionalInterface
    interface Visitor {
        void row(HashedRow row) throws IOException;
    }

    private static final Set<String> SEALED_WORDS =
            Set.of("yes", "true", "y", "t", "1", "test", "testing", "holdout", "sealed", "vault");
    private static final int NONE = -1;

    private final TableFile table;
    private final RowHash hash;
    private final List<String> columns = new ArrayList<>();
    private final int features;
    private final int target;
    private final int keyFrom;
    private final int keyTo;
    private final int groups;
    private final int time;
    private final int folds;
    private final int sealed;
    private final boolean number;
    private final Map<String, Long> foldNumbers = new HashMap<>();

    /**
     * A reader.
     *
     * @param target empty where nothing is predicted, so that no row lacks it
     * @param values names of the features, in order
     * @param key names of the columns that decide which rows are sealed, in order
     */
    RowReader(TableFile table, IngestJob.Split job, String target, List<String> values, List<String> key) {
        this.table = table;
        this.hash = new RowHash(job.keyHex());
        columns.addAll(values);
        this.features = values.size();
        this.target = added(Optional.of(target).filter(name -> !name.isEmpty()));
        this.keyFrom = columns.size();
        if (!key.isEmpty() && !key.equals(values)) {
            columns.addAll(key);
        }
        this.keyTo = columns.size();
        this.groups = added(job.roles().groups());
        this.time = added(job.roles().time());
        this.folds = added(job.roles().folds());
        this.sealed = added(job.sealedColumn());
        this.number = job.roles()
                .time()
                .flatMap(name -> table.schema().column(name))
                .map(ColumnSchema::kind)
                .filter(kind -> kind != ColumnKind.DATETIME)
                .isPresent();
    }

    private int added(Optional<String> column) {
        column.ifPresent(columns::add);
        return column.isPresent() ? columns.size() - 1 : NONE;
    }

    void visit(Visitor visitor) throws SQLException {
        table.visit(columns, (row, cells) -> visitor.row(row(cells)));
    }

    private HashedRow row(TableFile.Cells cells) throws SQLException {
        boolean labelled = target == NONE || !cells.text(target).isEmpty();
        RowHash.Hash own = hash(cells, 0, features);
        double place =
                keyFrom == keyTo ? own.place() : hash(cells, keyFrom, keyTo).place();
        long tie = own.group();
        if (groups != NONE && !cells.text(groups).isEmpty()) {
            RowHash.Hash together = hash(cells, groups, groups + 1);
            place = together.place();
            tie = together.group();
        }
        OptionalLong mark = mark(cells);
        boolean said =
                sealed != NONE && SEALED_WORDS.contains(cells.text(sealed).toLowerCase(Locale.ROOT));
        return new HashedRow(labelled, place, own.group(), tie, mark.orElse(0), mark.isPresent(), said);
    }

    private RowHash.Hash hash(TableFile.Cells cells, int from, int to) throws SQLException {
        for (int column = from; column < to; column++) {
            cells.hash(hash, column);
        }
        return hash.end();
    }

    private OptionalLong mark(TableFile.Cells cells) throws SQLException {
        if (folds != NONE) {
            String fold = cells.text(folds);
            return OptionalLong.of(
                    fold.isEmpty() ? NONE : foldNumbers.computeIfAbsent(fold, name -> (long) foldNumbers.size()));
        }
        if (time == NONE) {
            return OptionalLong.of(0);
        }
        if (!number) {
            return cells.second(time);
        }
        double value = cells.number(time);
        return Double.isNaN(value) ? OptionalLong.empty() : OptionalLong.of(ordered(value));
    }

    /** Whole numbers in the order of the doubles: of a negative one all bits but the sign are turned over. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
