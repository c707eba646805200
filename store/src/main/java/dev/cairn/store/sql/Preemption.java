package dev.cairn.store.sql;

import java.sql.SQLException;
import java.util.List;

/** Finds trials that must make room for others of higher priority, and asks them to. One process at a time looks. The one trial for which a study starved runs to its end. */
final class Preemption {
    private static final String SERVING = """
            w.last_seen > clock_timestamp() - interval '10 seconds' AND NOT w.cordoned AND NOT w.draining""";

    /** Slots that no trial holds, or that one is about to leave. */
    private static final String FREE = """
            SELECT (SELECT count(*) FROM worker w, jsonb_array_elements(w.offers::jsonb) offer
                    WHERE offer ->> 'queue' = ? AND""" + " " + SERVING + """
            ) - (
                    SELECT count(*) FROM attempt a
                    JOIN worker w ON w.id = a.worker_id
                    JOIN study s ON s.id = a.study_id
                    JOIN trial t ON t.study_id = a.study_id AND t.number = a.trial
                    WHERE a.state = 'RUNNING' AND coalesce(a.queue, s.queue) = ? AND NOT t.preempt_requested AND NOT t.cancel_requested
                      AND\s""" + SERVING + ")";

    /** By priority, how many trials could start at once if there were slots. */
    private static final String WAITING = Loads.WITH + """
            SELECT l.priority, least(ready.trials, l.parallel - l.trials, p.max_running - pa.trials) AS trials
            FROM (SELECT ?::text AS queue) asked CROSS JOIN load l
            JOIN project_all pa ON pa.project = l.project
            LEFT JOIN project p ON p.name = l.project
            CROSS JOIN LATERAL (
                SELECT count(*) AS trials FROM trial t
                WHERE t.study_id = l.id AND t.state = 'QUEUED' AND coalesce(t.queue, l.queue) = asked.queue
                  AND (t.not_before IS NULL OR t.not_before <= clock_timestamp())) ready
            WHERE l.state IN ('RUNNING', 'FINISHING') AND l.trials < l.parallel AND ready.trials > 0
              AND\s""" + Loads.WITHIN_QUOTA + " AND " + Loads.WITHIN_BUDGET + """

            ORDER BY l.priority DESC""";

    private static final String YIELD = """
            UPDATE trial SET preempt_requested = true
            WHERE (study_id, number) IN (
                SELECT t.study_id, t.number
                FROM attempt a
                JOIN worker w ON w.id = a.worker_id
                JOIN study s ON s.id = a.study_id
                JOIN trial t ON t.study_id = a.study_id AND t.number = a.trial
                WHERE a.state = 'RUNNING' AND coalesce(a.queue, s.queue) = ? AND s.priority < ? AND t.kind = 'SEARCH'
                  AND NOT t.preempt_requested AND NOT t.cancel_requested
                  AND NOT (a.started_at >""" + Loads.SERVED_LATE + """
                      AND NOT EXISTS (
                          SELECT FROM attempt o WHERE o.study_id = a.study_id AND o.state = 'RUNNING' AND o.trial <> a.trial))
                  AND\s""" + SERVING + """

                ORDER BY s.priority, a.started_at DESC, t.number DESC LIMIT 1)
              AND state = 'RUNNING'""";

    private final Tx tx;
    private final String queue;

    private record Waiting(int priority, int trials) {}

    Preemption(Tx tx, String queue) {
        this.tx = tx;
        this.queue = queue;
    }

    int run() throws SQLException {
        if (!tx.first("SELECT pg_try_advisory_xact_lock(hashtext('cairn_preempt'))", row -> row.getBoolean(1))
                .orElseThrow()) {
            return 0;
        }
        List<Waiting> waiting = tx.list(WAITING, row -> new Waiting(row.getInt(1), row.getInt(2)), queue);
        if (waiting.isEmpty()) {
            return 0;
        }
        int free = tx.first(FREE, row -> row.getInt(1), queue, queue).orElseThrow();
        int asked = 0;
        for (Waiting one : waiting) {
            int served = Math.min(Math.max(0, free), one.trials());
            free -= served;
            for (int i = served; i < one.trials(); i++) {
                if (tx.update(YIELD, queue, one.priority()) == 0) {
                    return asked;
                }
                asked++;
            }
        }
        return asked;
    }
}
