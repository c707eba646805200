package dev.cairn.store.sql;

import dev.cairn.store.ScheduleRecord;
import dev.cairn.store.ScheduleStore;
import dev.cairn.store.StoreConflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The calendar in PostgreSQL. */
final class SqlScheduleStore implements ScheduleStore {
    private final Sql sql;

    SqlScheduleStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public ScheduleRecord insert(UUID id, String name, String cron, String specJson, Instant nextDue) {
        return sql.in(tx -> {
            tx.update("DELETE FROM schedule WHERE name = ? AND NOT active", name);
            if (tx.any("SELECT FROM schedule WHERE name = ?", name)) {
                throw new StoreConflict("a schedule named '" + name + "' exists");
            }
            tx.update(
                    "INSERT INTO schedule (id, name, cron, spec_json, next_due) VALUES (?, ?, ?, ?, ?)",
                    id,
                    name,
                    cron,
                    specJson,
                    nextDue.atOffset(ZoneOffset.UTC));
            return tx.first("SELECT * FROM schedule WHERE id = ?", SqlScheduleStore::read, id)
                    .orElseThrow();
        });
    }

    @Override
    public Optional<ScheduleRecord> find(String name) {
        return sql.in(tx -> tx.first("SELECT * FROM schedule WHERE name = ?", SqlScheduleStore::read, name));
    }

    @Override
    public List<ScheduleRecord> list() {
        return sql.in(tx -> tx.list("SELECT * FROM schedule ORDER BY name", SqlScheduleStore::read));
    }

    @Override
    public boolean cancel(String name) {
        return sql.in(tx -> tx.update("UPDATE schedule SET active = false WHERE name = ? AND active", name)) > 0;
    }

    @Override
    public List<ScheduleRecord> due() {
        return sql.in(tx -> tx.list(
                "SELECT * FROM schedule WHERE active AND next_due <= clock_timestamp() ORDER BY next_due",
                SqlScheduleStore::read));
    }

    @Override
    public boolean fired(ScheduleRecord due, Instant next, Optional<String> study, Optional<String> failure) {
        return sql.in(tx -> tx.update(
                        """
                        UPDATE schedule SET next_due = ?, fired = fired + 1, last_study = coalesce(?, last_study),
                            failure = ?
                        WHERE id = ? AND next_due = ?""",
                        next.atOffset(ZoneOffset.UTC),
                        study,
                        failure,
                        due.id(),
                        due.nextDue().atOffset(ZoneOffset.UTC)))
                > 0;
    }

    private static ScheduleRecord read(ResultSet row) throws SQLException {
        return new ScheduleRecord(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("cron"),
                row.getString("spec_json"),
                row.getBoolean("active"),
                Tx.instant(row, "created_at").orElseThrow(),
                Tx.instant(row, "next_due").orElseThrow(),
                row.getInt("fired"),
                Optional.ofNullable(row.getString("last_study")),
                Optional.ofNullable(row.getString("failure")));
    }
}
