package dev.cairn.store.sql;

import dev.cairn.store.BlobReferences;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** The files that rows name, and the checkpoints that no row needs any more. */
final class SqlBlobReferences implements BlobReferences {
    /** Every column that names a file. A test compares it with the columns there are. */
    static final String NAMED_FILES = """
            SELECT source_sha FROM dataset_version
            UNION SELECT table_sha FROM dataset_version
            UNION SELECT train_sha FROM data_split
            UNION SELECT vault_sha FROM data_split WHERE vault_sha IS NOT NULL
            UNION SELECT sides_sha FROM data_split WHERE sides_sha IS NOT NULL
            UNION SELECT predictions FROM result WHERE predictions IS NOT NULL
            UNION SELECT sha256 FROM checkpoint""";

    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('cairn_collect'))";

    private static final String STUDIES = "SELECT DISTINCT study_id FROM checkpoint";

    private static final String SUPERFLUOUS = """
            FROM checkpoint c JOIN trial t ON t.study_id = c.study_id AND t.number = c.trial
            JOIN study s ON s.id = c.study_id
            WHERE c.study_id = ? AND NOT (
                (c.attempt, c.step) = (
                    SELECT n.attempt, n.step FROM checkpoint n
                    WHERE n.study_id = c.study_id AND n.trial = c.trial ORDER BY n.attempt DESC, n.step DESC LIMIT 1)
                AND (t.state IN ('QUEUED', 'RUNNING', 'PAUSED') OR t.kind = 'FINAL'
                    OR EXISTS (SELECT FROM trial k WHERE k.study_id = c.study_id AND k.parent = c.trial
                               AND k.state IN ('QUEUED', 'RUNNING', 'PAUSED'))
                    OR (s.state IN ('RUNNING', 'PAUSED') AND s.spec_json LIKE '%"strategy":"pbt"%')
                    OR c.trial IN (
                        SELECT r.trial FROM result r JOIN trial b ON b.study_id = r.study_id AND b.number = r.trial
                        WHERE r.study_id = c.study_id AND b.kind = 'SEARCH' AND b.state = 'COMPLETED' AND r.objective IS NOT NULL
                          AND EXISTS (SELECT FROM checkpoint h WHERE h.study_id = r.study_id AND h.trial = r.trial)
                        ORDER BY CASE WHEN s.maximize THEN -r.objective ELSE r.objective END, r.trial LIMIT ?)))""";

    private static final String COUNT = "SELECT count(*) " + SUPERFLUOUS;

    private static final String FORGET = "DELETE FROM checkpoint WHERE (study_id, trial, attempt, step) IN"
            + " (SELECT c.study_id, c.trial, c.attempt, c.step " + SUPERFLUOUS + ")";

    private final Sql sql;

    SqlBlobReferences(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> all() {
        List<String> named = sql.in(tx -> tx.list(NAMED_FILES, row -> row.getString(1)));
        return new TreeSet<>(named);
    }

    /** Study by study, under its lock: a trial that is to go on from a checkpoint is queued under that lock too. */
    @Override
    public int forgetCheckpoints(int best, boolean dryRun) {
        List<UUID> studies = sql.in(tx -> tx.list(STUDIES, row -> row.getObject(1, UUID.class)));
        return studies.stream()
                .mapToInt(study -> sql.in(tx -> forget(tx, study, best, dryRun)))
                .sum();
    }

    private static int forget(Tx tx, UUID study, int best, boolean dryRun) throws SQLException {
        if (dryRun || LockedStudy.find(tx, study).isEmpty()) {
            return tx.first(COUNT, row -> row.getInt(1), study, best).orElse(0);
        }
        return tx.update(FORGET, study, best);
    }

    @Override
    public <T> Optional<T> alone(Supplier<T> work) {
        return sql.in(tx ->
                tx.first(ALONE, row -> row.getBoolean(1)).orElse(false) ? Optional.of(work.get()) : Optional.empty());
    }
}
