package dev.cairn.store.sql;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Queues the values of a trial that is over as a new trial. */
final class RetryQuery {
    private static final String OPEN_RETRY = """
            SELECT number FROM trial
            WHERE study_id = ? AND retry_of = ? AND state IN ('QUEUED', 'RUNNING', 'PAUSED') ORDER BY number LIMIT 1""";

    private static final String ADD = """
            INSERT INTO trial (study_id, number, kind, param_values, max_steps, why, event, revision, retry_of)
            SELECT study_id, ?, kind, param_values, max_steps, ?, ?, revision, number
            FROM trial WHERE study_id = ? AND number = ?""";

    private static final String MAKE_ROOM = """
            UPDATE study SET max_trials = greatest(max_trials,
                (SELECT count(*) FROM trial WHERE study_id = ? AND kind = 'SEARCH'))
            WHERE id = ?""";

    private RetryQuery() {}

    /** The number of a retry that is not over. */
    static Optional<Integer> open(Tx tx, UUID study, int trial) throws SQLException {
        return tx.first(OPEN_RETRY, row -> row.getInt(1), study, trial);
    }

    static int add(Tx tx, LockedStudy study, int trial) throws SQLException {
        check(tx, study, trial);
        int number = tx.first("SELECT max(number) + 1 FROM trial WHERE study_id = ?", row -> row.getInt(1), study.id())
                .orElseThrow();
        long event = study.created(number, TrialKind.SEARCH, study.eventSeq());
        tx.update(ADD, number, Json.write(TrialRecord.retryReason(trial)), event, study.id(), trial);
        tx.update(MAKE_ROOM, study.id(), study.id());
        return number;
    }

    private static void check(Tx tx, LockedStudy study, int trial) throws SQLException {
        TrialRecord record =
                Records.trial(tx, study.id(), trial).orElseThrow(() -> new MissingRecord("there is no trial " + trial));
        record.requireRetryable();
        if (study.state() != StudyState.RUNNING
                && study.state() != StudyState.PAUSED
                && study.state() != StudyState.COMPLETED) {
            throw new StoreConflict("a study that is " + study.state() + " cannot try a trial again; clone or fork it");
        }
    }
}
