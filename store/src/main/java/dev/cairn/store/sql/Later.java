package dev.cairn.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement of a transaction and, once it was sent, its answer. */
final class Later<T> {
    private final Tx tx;
    private final String sql;
    private final List<Tx.Row<T>> reader;
    private final @Nullable Object[] arguments;
    private final List<T> rows = new ArrayList<>();
    private boolean answered;
    private int changed;

    /** @param reader of rows; none for a statement whose rows do not matter */
    Later(Tx tx, String sql, List<Tx.Row<T>> reader, @Nullable Object... arguments) {
        this.tx = tx;
        this.sql = sql;
        this.reader = reader;
        this.arguments = arguments;
    }

    String sql() {
        return sql;
    }

    @Nullable
    Object[] arguments() {
        return arguments;
    }

    List<T> rows() throws SQLException {
        await();
        return rows;
    }

    Optional<T> first() throws SQLException {
        await();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** How many rows it changed. */
    int changed() throws SQLException {
        await();
        return changed;
    }

    private void await() throws SQLException {
        if (!answered) {
            tx.send();
        }
    }

    /** Takes the answer that stands next in {@code statement}. */
    void answered(PreparedStatement statement, boolean hasRows) throws SQLException {
        answered = true;
        if (!hasRows) {
            changed = Math.max(0, statement.getUpdateCount());
            return;
        }
        try (ResultSet found = statement.getResultSet()) {
            while (!reader.isEmpty() && found.next()) {
                rows.add(reader.get(0).read(found));
            }
        }
    }
}
