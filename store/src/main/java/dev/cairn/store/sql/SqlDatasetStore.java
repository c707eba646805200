package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.Ids;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewDatasetVersion;
import dev.cairn.store.NewSplit;
import dev.cairn.store.Page;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.Stored;
import dev.cairn.store.entity.DataSplitEntity;
import dev.cairn.store.entity.DatasetVersionEntity;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.query.SelectionQuery;

/** Datasets in PostgreSQL. */
final class SqlDatasetStore implements DatasetStore {
    private static final String VERSIONS =
            "select v, d.name from DatasetVersionEntity v join DatasetEntity d on d.id = v.datasetId where ";

    private final Sql sql;
    private final SecureRandom random = new SecureRandom();

    SqlDatasetStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Stored<DatasetVersionRecord> addVersion(NewDatasetVersion version) {
        return sql.in(tx -> {
            UUID dataset = dataset(tx, version.name());
            Optional<DatasetVersionRecord> same = versions(
                            tx,
                            "v.datasetId = :dataset and v.sourceSha = :source",
                            query -> query.setParameter("dataset", dataset).setParameter("source", version.sourceSha()))
                    .stream()
                    .findFirst();
            if (same.isPresent()) {
                return new Stored<>(same.get(), false);
            }
            int number = tx.first(
                            "SELECT coalesce(max(number), 0) + 1 FROM dataset_version WHERE dataset_id = ?",
                            row -> row.getInt(1),
                            dataset)
                    .orElseThrow();
            UUID id = Ids.next(InstantSource.system());
            tx.session().insert(new DatasetVersionEntity(id, dataset, number, version));
            return new Stored<>(version(tx, id).orElseThrow(), true);
        });
    }

    /** Finds or makes the lineage and locks it, so that versions are numbered one after the other. */
    private UUID dataset(Tx tx, String name) throws SQLException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        tx.update(
                "INSERT INTO dataset (id, name, vault_key) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                Ids.next(InstantSource.system()),
                name,
                key);
        return tx.first("SELECT id FROM dataset WHERE name = ? FOR UPDATE", row -> row.getObject(1, UUID.class), name)
                .orElseThrow();
    }

    @Override
    public Optional<DatasetVersionRecord> version(UUID id) {
        return sql.in(tx -> version(tx, id));
    }

    private static Optional<DatasetVersionRecord> version(Tx tx, UUID id) throws SQLException {
        return versions(tx, "v.id = :id", query -> query.setParameter("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<DatasetVersionRecord> newest(String name) {
        return versions(name).stream().findFirst();
    }

    @Override
    public Optional<DatasetVersionRecord> version(String name, int number) {
        return versions(name).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    @Override
    public List<DatasetVersionRecord> versions(String name) {
        return sql.in(
                tx -> versions(tx, "d.name = :name order by v.number desc", query -> query.setParameter("name", name)));
    }

    @Override
    public Page<DatasetVersionRecord> list(Optional<String> cursor, int limit) {
        List<DatasetVersionRecord> rows = sql.in(tx -> versions(
                tx,
                "d.name > :after and v.number = (select max(o.number) from DatasetVersionEntity o"
                        + " where o.datasetId = v.datasetId) order by d.name",
                query -> query.setParameter("after", cursor.orElse("")).setMaxResults(limit + 1)));
        return Cursors.page(rows, limit, version -> version, DatasetVersionRecord::name);
    }

    private static List<DatasetVersionRecord> versions(
            Tx tx, String condition, UnaryOperator<SelectionQuery<Object[]>> parameters) throws SQLException {
        SelectionQuery<Object[]> query = tx.session().createSelectionQuery(VERSIONS + condition, Object[].class);
        return parameters.apply(query).getResultList().stream()
                .map(row -> ((DatasetVersionEntity) row[0]).toRecord((String) row[1]))
                .toList();
    }

    @Override
    public DatasetVersionRecord retarget(UUID version, String target) {
        return sql.in(tx -> {
            tx.update("UPDATE dataset_version SET target = ? WHERE id = ?", target, version);
            return version(tx, version).orElseThrow(() -> new MissingRecord("there is no dataset version " + version));
        });
    }

    @Override
    public void delete(UUID version) {
        sql.in(tx -> {
            List<String> users = tx.list(
                    "SELECT s.name FROM study s JOIN data_split p ON p.id = s.split_id WHERE p.version_id = ?"
                            + " ORDER BY s.name LIMIT 6",
                    row -> row.getString(1),
                    version);
            if (!users.isEmpty()) {
                throw StoreConflict.inUse("the dataset version", users);
            }
            if (tx.update("DELETE FROM dataset_version WHERE id = ?", version) == 0) {
                throw new MissingRecord("there is no dataset version " + version);
            }
            return version;
        });
    }

    @Override
    public byte[] vaultKey(String name) {
        return sql.in(tx -> {
            UUID dataset = dataset(tx, name);
            return tx.first("SELECT vault_key FROM dataset WHERE id = ?", row -> row.getBytes(1), dataset)
                    .orElseThrow();
        });
    }

    @Override
    public Optional<String> columns(String name) {
        return sql.in(tx -> tx.first(
                "SELECT columns_json FROM dataset WHERE name = ? AND columns_json IS NOT NULL",
                row -> row.getString(1),
                name));
    }

    @Override
    public void sayColumns(String name, String json) {
        int said = sql.in(tx -> tx.update("UPDATE dataset SET columns_json = ? WHERE name = ?", json, name));
        if (said == 0) {
            throw new MissingRecord("there is no dataset '" + name + "'");
        }
    }

    @Override
    public Stored<SplitRecord> addSplit(NewSplit split) {
        return sql.in(tx -> {
            // Two at once: the lock on the version lets the second find what the first made.
            if (!tx.any("SELECT FROM dataset_version WHERE id = ? FOR UPDATE", split.versionId())) {
                throw new MissingRecord("there is no dataset version " + split.versionId());
            }
            Optional<SplitRecord> same = split(tx, split.versionId(), split.target(), split.test());
            if (same.isPresent()) {
                return new Stored<>(same.get(), false);
            }
            UUID id = Ids.next(InstantSource.system());
            tx.session().insert(new DataSplitEntity(id, split));
            return new Stored<>(split(tx, id).orElseThrow(), true);
        });
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        return sql.in(tx -> split(tx, id));
    }

    private static Optional<SplitRecord> split(Tx tx, UUID id) throws SQLException {
        return tx.session()
                .createSelectionQuery("from DataSplitEntity where id = :id", DataSplitEntity.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(DataSplitEntity::toRecord);
    }

    @Override
    public Optional<SplitRecord> split(UUID version, String target, String test) {
        return sql.in(tx -> split(tx, version, target, test));
    }

    private static Optional<SplitRecord> split(Tx tx, UUID version, String target, String test) throws SQLException {
        return tx.session()
                .createSelectionQuery(
                        "from DataSplitEntity where versionId = :version and target = :target and test = :test",
                        DataSplitEntity.class)
                .setParameter("version", version)
                .setParameter("target", target)
                .setParameter("test", test)
                .uniqueResultOptional()
                .map(DataSplitEntity::toRecord);
    }

    @Override
    public Optional<String> firstTarget(UUID version) {
        return sql.in(tx -> tx.first(
                "SELECT target FROM data_split WHERE version_id = ? AND target <> '' ORDER BY created_at, id LIMIT 1",
                row -> row.getString(1),
                version));
    }

    @Override
    public long countVaultRead(UUID split, AttemptRef reader) {
        return sql.in(tx -> {
            long number = tx.first(
                            "UPDATE data_split SET vault_reads = vault_reads + 1 WHERE id = ? RETURNING vault_reads",
                            row -> row.getLong(1),
                            split)
                    .orElseThrow(() -> new MissingRecord("there is no split " + split));
            tx.update(
                    "INSERT INTO vault_read (split_id, number, study_id, trial, attempt) VALUES (?, ?, ?, ?, ?)",
                    split,
                    number,
                    reader.study(),
                    reader.trial(),
                    reader.attempt());
            return number;
        });
    }
}
