package dev.cairn.store.sql;

import java.sql.SQLException;
import java.util.UUID;

/**
 * Keeps the books of fair sharing: who runs less goes first, and between equals who used less device time. Virtual time is that of start-time
 * fair queuing (Goyal, Vin, Cheng: SIGCOMM 1996, §2): who comes late or had nothing to run starts level with those that run, and is not given
 * what he did not ask for.
 */
final class FairShare {
    /** So much less than those that run may who was idle have used, in slot time: some waiting between two trials is no idleness. */
    private static final int SLACK_MS = 30_000;

    private static final String PROJECT_LEVEL = Loads.WITH + """
            INSERT INTO project_queue AS mine (project, queue, virtual_ms, month, month_ms)
            SELECT s.project, s.queue, coalesce(floor.ms, 0),
                   date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date, 0
            FROM study s CROSS JOIN LATERAL (
                SELECT min(coalesce(q.virtual_ms, 0) + p.ms / coalesce(w.weight, 1)) AS ms
                FROM project_load p
                LEFT JOIN project_queue q ON q.project = p.project AND q.queue = p.queue
                LEFT JOIN project w ON w.name = p.project
                WHERE p.queue = s.queue AND p.project <> s.project AND p.trials > 0) floor
            WHERE s.id = ?
              AND NOT EXISTS (
                  SELECT FROM project_load p WHERE p.project = s.project AND p.queue = s.queue AND p.trials > 0)
            ON CONFLICT (project, queue) DO UPDATE SET virtual_ms = excluded.virtual_ms - ?
            WHERE mine.virtual_ms < excluded.virtual_ms - ?""";

    /** What passes between the request and the first trial is the study's own time, unless it is so much that it waited for its turn. */
    private static final String STUDY_LEVEL = Loads.WITH + """
            UPDATE study s
            SET virtual_ms = greatest(s.virtual_ms, floor.ms - ?),
                started_at = coalesce(s.started_at, CASE
                    WHEN clock_timestamp() - s.created_at < least(5000, coalesce(s.max_time_ms, 0) / 4) * interval '1 millisecond'
                    THEN s.created_at ELSE clock_timestamp() END)
            FROM (
                SELECT min(l.virtual_ms + l.ms) AS ms FROM load l, study me
                WHERE me.id = ? AND l.id <> me.id AND l.project = me.project AND l.queue = me.queue AND l.trials > 0
            ) floor
            WHERE s.id = ?""";

    private static final String SETTLE = """
            WITH ended AS (
                UPDATE attempt SET device_ms = greatest(0,
                    extract(epoch FROM CASE WHEN state = 'LOST' THEN lease_until ELSE clock_timestamp() END
                        - started_at) * 1000)
                WHERE study_id = ? AND trial = ? AND number = ?
                RETURNING device_ms, queue),
            paid AS (
                UPDATE study s SET served_at = clock_timestamp(), device_ms = s.device_ms + e.device_ms, virtual_ms = s.virtual_ms + e.device_ms,
                    money = s.money + e.device_ms / 3600000.0
                        * coalesce((SELECT price FROM queue_price WHERE queue = coalesce(e.queue, s.queue)), 0)
                FROM ended e WHERE s.id = ?
                RETURNING s.project, coalesce(e.queue, s.queue) AS queue, e.device_ms)
            INSERT INTO project_queue AS mine (project, queue, virtual_ms, month, month_ms)
            SELECT paid.project, paid.queue, paid.device_ms / coalesce(p.weight, 1),
                   date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date, paid.device_ms
            FROM paid LEFT JOIN project p ON p.name = paid.project
            ON CONFLICT (project, queue) DO UPDATE SET
                virtual_ms = mine.virtual_ms + excluded.virtual_ms,
                month_ms = CASE WHEN mine.month = excluded.month THEN mine.month_ms ELSE 0 END + excluded.month_ms,
                month = excluded.month""";

    private FairShare() {}

    /** Before a study's first trial, and whenever none of its trials runs: lets it start level with the others. */
    static void enter(Tx tx, UUID study) throws SQLException {
        tx.later(STUDY_LEVEL, SLACK_MS, study, study);
        tx.later(PROJECT_LEVEL, study, SLACK_MS, SLACK_MS);
    }

    /** A study that clients train takes no slot from anybody, so that it only begins. */
    static void begin(Tx tx, LockedStudy study) throws SQLException {
        tx.later("UPDATE study SET started_at = clock_timestamp() WHERE id = ? AND started_at IS NULL", study.id());
    }

    /** A new study starts level with the others of its project. */
    static void begin(Tx tx, UUID study) throws SQLException {
        tx.update(Loads.WITH + """
                UPDATE study s SET virtual_ms = coalesce((
                    SELECT min(l.virtual_ms + l.ms) FROM load l
                    WHERE l.id <> s.id AND l.project = s.project AND l.queue = s.queue AND l.trials > 0), 0)
                WHERE s.id = ?""", study);
    }

    /** Charges an attempt that ends to its study and project. The study's row is locked; the project's is locked last and shortly. */
    static void settle(Tx tx, UUID study, int trial, int attempt) throws SQLException {
        tx.later(SETTLE, study, trial, attempt, study);
    }
}
