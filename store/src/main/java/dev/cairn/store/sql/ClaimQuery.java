package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Takes queued trials. The study's row is locked before the trial's, so the number of its running trials cannot pass its limit. */
final class ClaimQuery {
    private static final String STUDY_TO_SERVE =
            Loads.WITH + """
            SELECT l.id
            FROM (SELECT ?::text AS queue) asked
            JOIN load l ON l.queue = asked.queue
                OR EXISTS (SELECT FROM trial m WHERE m.queue = asked.queue AND m.study_id = l.id AND m.state = 'QUEUED')
            JOIN project_load here ON here.project = l.project AND here.queue = l.queue
            JOIN project_all pa ON pa.project = l.project
            LEFT JOIN project p ON p.name = l.project
            LEFT JOIN project_queue q ON q.project = l.project AND q.queue = l.queue
            CROSS JOIN LATERAL (
                SELECT t.recovered FROM trial t
                WHERE t.study_id = l.id AND t.state = 'QUEUED' AND coalesce(t.queue, l.queue) = asked.queue
                  AND (t.not_before IS NULL OR t.not_before <= clock_timestamp())
                ORDER BY t.recovered DESC, t.number LIMIT 1) head
            CROSS JOIN LATERAL (
                SELECT l.starves AND NOT EXISTS (SELECT FROM load o WHERE o.queue = l.queue AND o.aged) AS first) aging
            WHERE l.state IN ('RUNNING', 'FINISHING') AND l.trials < l.parallel
              AND\s""" + Loads.WITHIN_QUOTA + " AND " + Loads.WITHIN_BUDGET + """

            ORDER BY head.recovered DESC, aging.first DESC, CASE WHEN aging.first THEN l.served_at END, l.priority DESC,
                here.trials / coalesce(p.weight, 1), coalesce(q.virtual_ms, 0) + here.ms / coalesce(p.weight, 1),
                l.trials, l.virtual_ms + l.ms, l.id
            LIMIT 1""";

    /** The quota's row orders claims of one project, so that they are counted one after the other. */
    private static final String QUOTA = """
            SELECT max_running FROM project
            WHERE name = (SELECT project FROM study WHERE id = ?) AND max_running IS NOT NULL FOR NO KEY UPDATE""";

    private static final String RUNNING_IN_PROJECT = """
            SELECT count(*) FROM attempt a JOIN study s ON s.id = a.study_id
            WHERE a.state = 'RUNNING' AND s.project = (SELECT project FROM study WHERE id = ?)""";

    private static final String RUNNING = "SELECT count(*) FROM trial WHERE study_id = ? AND state = 'RUNNING'";

    private static final String NEXT_TRIAL = """
            SELECT number, attempt, kind, parent, revision FROM trial
            WHERE study_id = ? AND state = 'QUEUED' AND (not_before IS NULL OR not_before <= clock_timestamp())
              AND coalesce(queue, (SELECT s.queue FROM study s WHERE s.id = study_id)) = ?
            ORDER BY recovered DESC, number LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private static final String STILL_LOST = """
            SELECT t.number, t.attempt, t.kind, t.parent, t.revision FROM trial t
            JOIN attempt a ON a.study_id = t.study_id AND a.trial = t.number AND a.number = t.attempt
            WHERE t.study_id = ? AND t.number = ? AND t.attempt = ? AND t.state = 'QUEUED' AND a.state = 'LOST'
            FOR UPDATE OF t SKIP LOCKED""";

    private static final String START = """
            UPDATE trial SET state = 'RUNNING', attempt = ?, recovered = false, preempt_requested = false, not_before = NULL, event = ?,
                started_at = coalesce(started_at, clock_timestamp())
            WHERE study_id = ? AND number = ?""";

    private static final String ATTEMPT = """
            INSERT INTO attempt (study_id, trial, number, state, worker_id, slot, lease_until, queue)
            SELECT study_id, number, ?, 'RUNNING', ?, ?, clock_timestamp() + ? * interval '1 millisecond', queue
            FROM trial WHERE study_id = ? AND number = ?""";

    private static final String CHECKPOINT = """
            SELECT step, sha256, byte_count FROM checkpoint WHERE study_id = ? AND trial IN (?, ?)
            ORDER BY trial = ? DESC, attempt DESC, step DESC LIMIT 1""";

    private final UUID worker;
    private final String slot;
    private final Duration lease;

    ClaimQuery(UUID worker, String slot, Duration lease) {
        this.worker = worker;
        this.slot = slot;
        this.lease = lease;
    }

    static Later<UUID> studyToServe(Tx tx, String queue) {
        return tx.ask(STUDY_TO_SERVE, row -> row.getObject(1, UUID.class), queue);
    }

    /** A trial that waits, its row locked. */
    private record Waiting(int number, int attempt, TrialKind kind, OptionalInt parent, int revision) {
        static Waiting read(ResultSet row) throws SQLException {
            int parent = row.getInt("parent");
            return new Waiting(
                    row.getInt("number"),
                    row.getInt("attempt"),
                    TrialKind.valueOf(row.getString("kind")),
                    row.wasNull() ? OptionalInt.empty() : OptionalInt.of(parent),
                    row.getInt("revision"));
        }

        /** The trial whose checkpoint it begins with when it has none. A final trial names its parent too, but fits it anew on all training rows. */
        int forkedFrom() {
            return kind == TrialKind.SEARCH ? parent.orElse(number) : number;
        }
    }

    /** Empty when somebody else was faster. */
    Optional<Sql.Answer<Claim>> next(Tx tx, UUID study, String queue) throws SQLException {
        return take(tx, study, NEXT_TRIAL, study, queue);
    }

    Optional<Sql.Answer<Claim>> again(Tx tx, AttemptRef lost) throws SQLException {
        return take(tx, lost.study(), STILL_LOST, lost.study(), lost.trial(), lost.attempt());
    }

    /** The study's row, its project's quota and the trial are locked in this order, and in one journey. */
    private Optional<Sql.Answer<Claim>> take(Tx tx, UUID id, String which, Object... arguments) throws SQLException {
        Later<LockedStudy> locked = LockedStudy.ask(tx, id);
        Later<Integer> running = tx.ask(RUNNING, row -> row.getInt(1), id);
        Later<Integer> most = tx.ask(QUOTA, row -> row.getInt(1), id);
        Later<Integer> inProject = tx.ask(RUNNING_IN_PROJECT, row -> row.getInt(1), id);
        Later<Waiting> waiting = tx.ask(which, Waiting::read, arguments);
        Optional<LockedStudy> study = locked.first().filter(LockedStudy::claimable);
        if (study.isEmpty()
                || running.first().orElseThrow() >= study.get().parallel()
                || (most.first().isPresent()
                        && inProject.first().orElseThrow() >= most.first().get())
                || waiting.first().isEmpty()) {
            return Optional.empty();
        }
        Waiting trial = waiting.first().get();
        boolean alone = running.first().orElseThrow() == 0;
        return Optional.of(take(tx, study.get(), trial, alone));
    }

    private Sql.Answer<Claim> take(Tx tx, LockedStudy locked, Waiting trial, boolean alone) throws SQLException {
        UUID id = locked.id();
        if (alone) {
            FairShare.enter(tx, id);
        }
        AttemptRef ref = start(tx, locked, trial.number(), trial.attempt() + 1);
        Later<TrialRecord> record = Records.askTrial(tx, id, trial.number());
        Later<StudyRecord> study = Records.askStudy(tx, id);
        Later<String> earlier = RevisionQuery.askSpecification(tx, id, trial.revision());
        Later<CheckpointRow> from = newestCheckpoint(tx, id, trial.number(), trial.forkedFrom());
        return () -> new Claim(
                ref,
                record.first().orElseThrow(),
                RevisionQuery.under(study.first().orElseThrow(), trial.revision(), earlier.first()),
                from.first());
    }

    /** Begins an attempt of a queued trial, whose study is locked. */
    AttemptRef start(Tx tx, LockedStudy study, int trial, int attempt) throws SQLException {
        UUID id = study.id();
        long event = study.trialBecame(trial, TrialState.QUEUED, TrialState.RUNNING, attempt, Optional.empty());
        tx.later(START, attempt, event, id, trial);
        tx.later(ATTEMPT, attempt, worker, slot, lease.toMillis(), id, trial);
        return new AttemptRef(id, trial, attempt);
    }

    /** The newest checkpoint of a trial, or else that of another. */
    static Later<CheckpointRow> newestCheckpoint(Tx tx, UUID study, int trial, int orElse) {
        return tx.ask(
                CHECKPOINT,
                row -> new CheckpointRow(row.getInt(1), row.getString(2), row.getLong(3)),
                study,
                trial,
                orElse,
                trial);
    }
}
