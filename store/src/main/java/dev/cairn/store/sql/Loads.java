package dev.cairn.store.sql;

import dev.cairn.store.SharingStore;

/**
 * What runs now, as the beginning of a statement: {@code load} has a row for each study that is RUNNING or FINISHING or has a live attempt, with
 * its live attempts and the slot time they have used so far, whether it {@code starves}, and whether it is {@code aged}, that is, runs the one
 * trial for which it starved; {@code project_load} sums them by project and queue, {@code project_all} by project.
 */
final class Loads {
    /** From this moment on a study that runs nothing has waited too long, whatever its priority. */
    static final String SERVED_LATE = " (coalesce(s.served_at, s.created_at) + " + SharingStore.LONGEST_WAIT.toSeconds()
            + " * interval '1 second') ";

    static final String WITH = """
            WITH live_attempt AS (
                SELECT a.study_id, count(*) AS trials, min(a.started_at) AS since,
                       sum(extract(epoch FROM clock_timestamp() - a.started_at) * 1000) AS ms,
                       sum(extract(epoch FROM clock_timestamp() - a.started_at) * 1000)
                           FILTER (WHERE a.queue IS NOT NULL) AS moved_ms,
                       sum(extract(epoch FROM clock_timestamp() - a.started_at) / 3600 * (
                           SELECT price FROM queue_price p WHERE p.queue = a.queue)) AS moved_money
                FROM attempt a WHERE a.state = 'RUNNING' GROUP BY a.study_id),
            load AS (
                SELECT s.id, s.project, s.queue, s.state, s.parallel, s.priority, s.virtual_ms,
                       s.max_device_ms, s.max_money, s.device_ms, s.money,
                       coalesce(l.trials, 0) AS trials, coalesce(l.ms, 0)::float8 AS ms,
                       coalesce(l.moved_ms, 0)::float8 AS moved_ms, coalesce(l.moved_money, 0)::float8 AS moved_money,
                       coalesce(s.served_at, s.created_at) AS served_at,
                       l.trials IS NULL AND clock_timestamp() >""" + SERVED_LATE + """
                        AS starves,
                       coalesce(l.trials = 1 AND l.since >""" + SERVED_LATE + """
                       , false) AS aged
                FROM study s LEFT JOIN live_attempt l ON l.study_id = s.id
                WHERE s.id IN (
                    SELECT id FROM study WHERE state IN ('RUNNING', 'FINISHING')
                    UNION SELECT study_id FROM live_attempt)),
            project_load AS (
                SELECT project, queue, sum(trials) AS trials, sum(ms) AS ms FROM load GROUP BY project, queue),
            project_all AS (
                SELECT p.project, sum(p.trials) AS trials,
                       sum(p.ms) + coalesce((
                           SELECT sum(q.month_ms) FROM project_queue q
                           WHERE q.project = p.project
                             AND q.month = date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date), 0) AS ms
                FROM project_load p GROUP BY p.project)
            """;

    /**
     * Holds for a row {@code l} of {@code load} whose search has budget left, a quarter of a second for each of its places at least: less is no
     * time for a trial. A final trial comes after the search and its budget.
     */
    static final String WITHIN_BUDGET = """
            (l.state = 'FINISHING'
             OR (coalesce(l.device_ms + l.ms + l.parallel * 250 < l.max_device_ms, true)
                 AND coalesce(l.money + l.moved_money + (l.ms - l.moved_ms + l.parallel * 250) / 3600000 * coalesce(
                     (SELECT price FROM queue_price WHERE queue = l.queue), 0) < l.max_money, true)))""";

    /** Holds for the quota {@code p} (which may be missing) and the use {@code pa} of a project that may start another trial. */
    static final String WITHIN_QUOTA = """
            (coalesce(pa.trials < p.max_running, true) AND coalesce(pa.ms < p.max_device_ms, true))""";

    private Loads() {}
}
