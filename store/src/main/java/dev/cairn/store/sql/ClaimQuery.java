package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.CheckpointEntity;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Takes queued trials. The study's row is locked before the trial's, so the number of its running trials cannot pass its limit. */
final class ClaimQuery {
    private static final String STUDY_TO_SERVE =
            Loads.WITH + """
            SELECT l.id
            FROM load l
            JOIN project_load here ON here.project = l.project AND here.queue = l.queue
            JOIN project_all pa ON pa.project = l.project
            LEFT JOIN project p ON p.name = l.project
            LEFT JOIN project_queue q ON q.project = l.project AND q.queue = l.queue
            CROSS JOIN LATERAL (
                SELECT t.recovered FROM trial t
                WHERE t.study_id = l.id AND t.state = 'QUEUED'
                  AND (t.not_before IS NULL OR t.not_before <= clock_timestamp())
                ORDER BY t.recovered DESC, t.number LIMIT 1) head
            WHERE l.queue = ? AND l.state IN ('RUNNING', 'FINISHING') AND l.trials < l.parallel
              AND\s""" + Loads.WITHIN_QUOTA + " AND " + Loads.WITHIN_BUDGET + """

            ORDER BY head.recovered DESC, l.priority DESC,
                here.trials / coalesce(p.weight, 1), coalesce(q.virtual_ms, 0) + here.ms / coalesce(p.weight, 1),
                l.trials, l.virtual_ms + l.ms, l.id
            LIMIT 1""";

    /** The quota's row orders claims of one project, so that they are counted one after the other. */
    private static final String QUOTA =
            "SELECT max_running FROM project WHERE name = ? AND max_running IS NOT NULL FOR NO KEY UPDATE";

    private static final String RUNNING_IN_PROJECT = """
            SELECT count(*) FROM attempt a JOIN study s ON s.id = a.study_id
            WHERE a.state = 'RUNNING' AND s.project = ?""";

    private static final String RUNNING = "SELECT count(*) FROM trial WHERE study_id = ? AND state = 'RUNNING'";

    private static final String NEXT_TRIAL = """
            SELECT number FROM trial
            WHERE study_id = ? AND state = 'QUEUED' AND (not_before IS NULL OR not_before <= clock_timestamp())
            ORDER BY recovered DESC, number LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private static final String STILL_LOST = """
            SELECT t.number FROM trial t
            JOIN attempt a ON a.study_id = t.study_id AND a.trial = t.number AND a.number = t.attempt
            WHERE t.study_id = ? AND t.number = ? AND t.attempt = ? AND t.state = 'QUEUED' AND a.state = 'LOST'
            FOR UPDATE OF t SKIP LOCKED""";

    private final UUID worker;
    private final String slot;
    private final Duration lease;

    ClaimQuery(UUID worker, String slot, Duration lease) {
        this.worker = worker;
        this.slot = slot;
        this.lease = lease;
    }

    static Optional<UUID> studyToServe(Tx tx, String queue) throws SQLException {
        return tx.first(STUDY_TO_SERVE, row -> row.getObject(1, UUID.class), queue);
    }

    /** Empty when somebody else was faster. */
    Optional<Claim> next(Tx tx, UUID study) throws SQLException {
        Optional<LockedStudy> locked = withRoom(tx, study);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> number = tx.first(NEXT_TRIAL, row -> row.getInt(1), study);
        return number.isPresent() ? Optional.of(take(tx, locked.get(), study, number.get())) : Optional.empty();
    }

    Optional<Claim> again(Tx tx, AttemptRef lost) throws SQLException {
        Optional<LockedStudy> locked = withRoom(tx, lost.study());
        if (locked.isEmpty()
                || tx.first(STILL_LOST, row -> true, lost.study(), lost.trial(), lost.attempt())
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(take(tx, locked.get(), lost.study(), lost.trial()));
    }

    private static Optional<LockedStudy> withRoom(Tx tx, UUID study) throws SQLException {
        Optional<LockedStudy> locked = LockedStudy.find(tx, study);
        if (locked.isEmpty() || !locked.get().claimable()) {
            return Optional.empty();
        }
        int running = tx.first(RUNNING, row -> row.getInt(1), study).orElseThrow();
        if (running >= locked.get().parallel() || !withinQuota(tx, locked.get().project())) {
            return Optional.empty();
        }
        return locked;
    }

    private static boolean withinQuota(Tx tx, String project) throws SQLException {
        Optional<Integer> most = tx.first(QUOTA, row -> row.getObject(1, Integer.class), project);
        return most.isEmpty()
                || tx.first(RUNNING_IN_PROJECT, row -> row.getInt(1), project).orElseThrow() < most.get();
    }

    private Claim take(Tx tx, LockedStudy study, UUID id, int trial) throws SQLException {
        AttemptRef ref = start(tx, study, id, trial);
        TrialRecord record = Records.trial(tx, id, trial).orElseThrow();
        return new Claim(
                ref,
                record,
                RevisionQuery.under(tx, Records.existingStudy(tx, id), record.revision()),
                resumeFrom(tx, record));
    }

    /** Begins an attempt of a queued trial, whose study is locked. */
    AttemptRef start(Tx tx, LockedStudy study, UUID id, int trial) throws SQLException {
        int attempt = tx.first(
                        "SELECT attempt + 1 FROM trial WHERE study_id = ? AND number = ?",
                        row -> row.getInt(1),
                        id,
                        trial)
                .orElseThrow();
        if (!tx.any("SELECT FROM attempt WHERE study_id = ? AND state = 'RUNNING'", id)) {
            FairShare.enter(tx, id);
        }
        long event = study.trialBecame(trial, TrialState.QUEUED, TrialState.RUNNING, attempt, Optional.empty());
        tx.update("""
                UPDATE trial SET state = 'RUNNING', attempt = ?, recovered = false, preempt_requested = false, not_before = NULL, event = ?,
                    started_at = coalesce(started_at, clock_timestamp())
                WHERE study_id = ? AND number = ?""", attempt, event, id, trial);
        tx.update("""
                INSERT INTO attempt (study_id, trial, number, state, worker_id, slot, lease_until)
                VALUES (?, ?, ?, 'RUNNING', ?, ?, clock_timestamp() + ? * interval '1 millisecond')""", id, trial, attempt, worker, slot, lease.toMillis());
        return new AttemptRef(id, trial, attempt);
    }

    private static Optional<CheckpointRow> resumeFrom(Tx tx, TrialRecord trial) {
        Optional<CheckpointRow> own = newestCheckpoint(tx, trial.study(), trial.number());
        // A final trial names its parent too, but fits it anew on all training rows.
        boolean forked = own.isEmpty()
                && trial.kind() == TrialKind.SEARCH
                && trial.parent().isPresent();
        return forked ? newestCheckpoint(tx, trial.study(), trial.parent().getAsInt()) : own;
    }

    static Optional<CheckpointRow> newestCheckpoint(Tx tx, UUID study, int trial) {
        return tx.session()
                .createSelectionQuery(
                        "from CheckpointEntity where studyId = :study and trial = :trial"
                                + " order by attempt desc, step desc",
                        CheckpointEntity.class)
                .setParameter("study", study)
                .setParameter("trial", trial)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(CheckpointEntity::toRecord);
    }
}
