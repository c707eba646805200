package dev.cairn.store.sql;

import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Moves studies from state to state. */
final class StudyMove {
    private StudyMove() {}

    /** Brings a locked study to another state, with the event of it; trials that it then does not want are cancelled. */
    static void to(Tx tx, LockedStudy locked, UUID study, StudyState to, Optional<String> reason) throws SQLException {
        boolean blame = to == StudyState.FAILED || to == StudyState.CANCELLED;
        tx.update("""
                UPDATE study SET state = ?, failure = ?, finished_at = CASE WHEN ? THEN clock_timestamp() END
                WHERE id = ?""", to, blame ? reason : Optional.empty(), to.terminal(), study);
        locked.became(Optional.of(locked.state()), to, reason);
        for (TrialKind kind : TrialKind.values()) {
            if (!to.wants(kind)) {
                cancelWaiting(tx, locked, study, kind);
            }
        }
    }

    private static void cancelWaiting(Tx tx, LockedStudy locked, UUID study, TrialKind kind) throws SQLException {
        record Waiting(int number, TrialState state, int attempt) {}
        List<Waiting> waiting = tx.list(
                """
                SELECT number, state, attempt FROM trial
                WHERE study_id = ? AND kind = ? AND state IN ('QUEUED', 'PAUSED') ORDER BY number FOR UPDATE""",
                row -> new Waiting(row.getInt(1), TrialState.valueOf(row.getString(2)), row.getInt(3)),
                study,
                kind);
        for (Waiting trial : waiting) {
            long event = locked.trialBecame(
                    trial.number(),
                    trial.state(),
                    TrialState.CANCELLED,
                    trial.attempt(),
                    Optional.of("the study is over"));
            tx.update("""
                    UPDATE trial SET state = 'CANCELLED', finished_at = clock_timestamp(), event = ?
                    WHERE study_id = ? AND number = ?""", event, study, trial.number());
        }
    }
}
