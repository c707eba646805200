package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.VaultStore;
import dev.cairn.store.entity.DataSplitEntity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Vaults in PostgreSQL. */
final class SqlVaultStore implements VaultStore {
    /** A frame in the vault, or a whole table or upload of which rows are sealed; a file that is trained on elsewhere is none. */
    private static final String SEALED_IN = """
            SELECT s.id FROM (
                SELECT p.id FROM data_split p WHERE p.vault_sha = ?
                UNION ALL
                SELECT p.id FROM dataset_version v JOIN data_split p ON p.version_id = v.id
                WHERE ? IN (v.table_sha, v.source_sha) AND p.vault_sha IS NOT NULL) s
            WHERE NOT EXISTS (SELECT FROM data_split t WHERE t.train_sha = ?)
            LIMIT 1""";

    private final Sql sql;

    SqlVaultStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Read> reads(UUID split, int limit) {
        return sql.in(tx -> tx.list(
                "SELECT r.number, r.study_id, r.trial, r.attempt, s.name, r.read_at FROM vault_read r"
                        + " LEFT JOIN study s ON s.id = r.study_id WHERE r.split_id = ? ORDER BY r.number DESC LIMIT ?",
                row -> new Read(
                        row.getLong(1),
                        new AttemptRef(row.getObject(2, UUID.class), row.getInt(3), row.getInt(4)),
                        Optional.ofNullable(row.getString(5)),
                        row.getTimestamp(6).toInstant()),
                split,
                limit));
    }

    @Override
    public void refuse(UUID split, String asker) {
        sql.in(tx -> {
            long count = tx.first(
                            "UPDATE data_split SET vault_refusals = vault_refusals + 1 WHERE id = ? RETURNING vault_refusals",
                            row -> row.getLong(1),
                            split)
                    .orElseThrow(() -> new MissingRecord("there is no split " + split));
            tx.update("INSERT INTO vault_refusal (split_id, asker) VALUES (?, ?)", split, asker.replace('\0', ' '));
            if (count > MOST_KEPT) {
                tx.update(
                        "DELETE FROM vault_refusal WHERE split_id = ? AND id <="
                                + " (SELECT id FROM vault_refusal WHERE split_id = ? ORDER BY id DESC OFFSET ? LIMIT 1)",
                        split,
                        split,
                        MOST_KEPT);
            }
            return count;
        });
    }

    @Override
    public List<Refused> refusals(UUID split, int limit) {
        return sql.in(tx -> tx.list(
                "SELECT asker, refused_at FROM vault_refusal WHERE split_id = ? ORDER BY id DESC LIMIT ?",
                row -> new Refused(row.getString(1), row.getTimestamp(2).toInstant()),
                split,
                limit));
    }

    @Override
    public long refused(UUID split) {
        return sql.in(tx -> tx.first("SELECT vault_refusals FROM data_split WHERE id = ?", row -> row.getLong(1), split)
                .orElse(0L));
    }

    @Override
    public Optional<UUID> sealedIn(String sha256) {
        return sql.in(tx -> tx.first(SEALED_IN, row -> row.getObject(1, UUID.class), sha256, sha256, sha256));
    }

    @Override
    public void keepSides(UUID split, String sha256) {
        sql.in(tx -> tx.update("UPDATE data_split SET sides_sha = ? WHERE id = ?", sha256, split));
    }

    @Override
    public Optional<String> sides(UUID split) {
        return sql.in(tx -> tx.first(
                "SELECT sides_sha FROM data_split WHERE id = ? AND sides_sha IS NOT NULL",
                row -> row.getString(1),
                split));
    }

    @Override
    public List<Used> used(UUID version) {
        return used("p.version_id = ?", version);
    }

    @Override
    public List<Used> sealingAll(String test) {
        return used("(p.test = ? OR starts_with(p.test, ? || ';'))", test, test);
    }

    private List<Used> used(String which, Object... arguments) {
        return sql.in(tx -> {
            Map<UUID, List<String>> names = new LinkedHashMap<>();
            tx.list(
                            "SELECT p.id, s.name FROM data_split p JOIN study s ON s.split_id = p.id WHERE " + which
                                    + " ORDER BY p.id, s.name",
                            row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                            arguments)
                    .forEach(pair -> names.computeIfAbsent(pair.getKey(), id -> new ArrayList<>())
                            .add(pair.getValue()));
            List<Used> used = new ArrayList<>();
            for (Map.Entry<UUID, List<String>> each : names.entrySet()) {
                split(tx, each.getKey()).ifPresent(split -> used.add(new Used(split, each.getValue())));
            }
            return used;
        });
    }

    private static Optional<SplitRecord> split(Tx tx, UUID id) throws SQLException {
        return tx.session()
                .createSelectionQuery("from DataSplitEntity where id = :id", DataSplitEntity.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(DataSplitEntity::toRecord);
    }
}
