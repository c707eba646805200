package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.LogStore;
import java.util.Optional;

/** Logs in PostgreSQL. */
final class SqlLogStore implements LogStore {
    private final Sql sql;

    SqlLogStore(Sql sql) {
        this.sql = sql;
    }

    /** PostgreSQL has no character 0 in its texts. */
    @Override
    public void keep(AttemptRef attempt, String lines) {
        String text = LogStore.end(lines).replace('\0', ' ');
        sql.in(tx -> tx.update("""
                INSERT INTO attempt_log (study_id, trial, attempt, lines)
                SELECT study_id, number, ?, ? FROM trial WHERE study_id = ? AND number = ?
                ON CONFLICT (study_id, trial, attempt) DO UPDATE SET lines = excluded.lines""", attempt.attempt(), text, attempt.study(), attempt.trial()));
    }

    @Override
    public Optional<String> find(AttemptRef attempt) {
        return sql.in(tx -> tx.first(
                "SELECT lines FROM attempt_log WHERE study_id = ? AND trial = ? AND attempt = ?",
                row -> row.getString(1),
                attempt.study(),
                attempt.trial(),
                attempt.attempt()));
    }
}
