package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.Directive;
import dev.cairn.store.Finish;
import dev.cairn.store.Intent;
import dev.cairn.store.LostAttempt;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.MovedTrials;
import dev.cairn.store.Outcome;
import dev.cairn.store.SchemaMoved;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.TrialStore;
import dev.cairn.store.entity.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Attempts in PostgreSQL. Locks are taken in one order: the live trial's row, the study's row, then waiting trials. */
final class SqlTrialStore implements TrialStore {
    /** A claim that finds somebody faster looks again; each time somebody else made progress. */
    private static final int MOST_RACES = 50;

    /**
     * What is left of device time and money is divided by all places of the study, so that no new trial can make it too much, and a tenth of a
     * second is kept for the end itself.
     */
    private static final String RENEW = """
            UPDATE attempt a SET lease_until = clock_timestamp() + ? * interval '1 millisecond'
            FROM unnest(?::uuid[], ?::integer[], ?::integer[]) AS mine (study_id, trial, number),
                trial t, study s,
                LATERAL (
                    SELECT coalesce(sum(live.ms), 0)::float8 AS ms, coalesce(sum(live.ms * price.price), 0)::float8 / 3600000 AS money
                    FROM attempt r
                    LEFT JOIN queue_price price ON price.queue = coalesce(r.queue, s.queue)
                    CROSS JOIN LATERAL (SELECT extract(epoch FROM clock_timestamp() - r.started_at) * 1000 AS ms) live
                    WHERE r.study_id = s.id AND r.state = 'RUNNING'
                      AND (s.max_device_ms IS NOT NULL OR s.max_money IS NOT NULL)) used
            WHERE a.study_id = mine.study_id AND a.trial = mine.trial AND a.number = mine.number
              AND a.state = 'RUNNING' AND t.study_id = a.study_id AND t.number = a.trial AND s.id = a.study_id
            RETURNING a.study_id, a.trial, a.number, s.state, t.kind, t.cancel_requested, t.preempt_requested,
                CASE WHEN t.kind = 'SEARCH' THEN least(
                    s.max_time_ms - extract(epoch FROM clock_timestamp() - s.started_at) * 1000,
                    (s.max_device_ms - s.device_ms - used.ms) / s.parallel - 100,
                    (s.max_money - s.money - used.money) * 3600000 / s.parallel / nullif((
                        SELECT price.price FROM queue_price price WHERE price.queue = coalesce(a.queue, s.queue)), 0) - 100) END AS left_ms""";

    private static final String WISHES = """
            SELECT a.study_id, a.trial, a.number, s.state, t.kind, t.cancel_requested, t.preempt_requested
            FROM attempt a
            JOIN trial t ON t.study_id = a.study_id AND t.number = a.trial
            JOIN study s ON s.id = a.study_id
            WHERE a.worker_id = ? AND a.state = 'RUNNING'
              AND (s.state <> 'RUNNING' OR t.cancel_requested OR t.preempt_requested)""";

    private static final String NEWEST_SCHEMA =
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    private static final String MEASURE = """
            INSERT INTO measurement (study_id, trial, attempt, step, elapsed_ms, metrics, per_fold)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private final Sql sql;
    private final Optional<String> schema;
    private final Reaper reaper;

    /** @param schema newest migration that this program knows; empty = it does not look */
    SqlTrialStore(Sql sql, Optional<String> schema) {
        this.sql = sql;
        this.schema = schema;
        this.reaper = new Reaper(sql);
    }

    @Override
    public Optional<Claim> claim(String queue, UUID worker, String slot, Duration lease) {
        ClaimQuery claim = new ClaimQuery(worker, slot, lease);
        record Look(boolean work, Optional<Claim> claim) {}
        for (int race = 0; race < MOST_RACES; race++) {
            Look look = sql.whole(tx -> {
                Later<UUID> asked = ClaimQuery.studyToServe(tx, queue);
                Later<String> newest = tx.ask(NEWEST_SCHEMA, row -> row.getString(1));
                Optional<UUID> study = asked.first();
                if (study.isEmpty()) {
                    return () -> new Look(false, Optional.empty());
                }
                checkSchema(newest.first());
                Optional<Sql.Answer<Claim>> taken = claim.next(tx, study.get(), queue);
                return () -> new Look(
                        true, taken.isPresent() ? Optional.of(taken.get().read()) : Optional.empty());
            });
            if (!look.work() || look.claim().isPresent()) {
                return look.claim();
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Claim> reclaim(AttemptRef lost, UUID worker, String slot, Duration lease) {
        return sql.whole(tx -> {
            Optional<Sql.Answer<Claim>> taken = new ClaimQuery(worker, slot, lease).again(tx, lost);
            return () -> taken.isPresent() ? Optional.of(taken.get().read()) : Optional.empty();
        });
    }

    private void checkSchema(Optional<String> newest) {
        if (schema.isPresent() && !newest.equals(schema)) {
            throw new SchemaMoved("a newer program brought the tables to version " + newest.orElse("?")
                    + ", this one knows version " + schema.orElse("?")
                    + ": it claims no more trials; start it again from the newer release");
        }
    }

    @Override
    public int claimable(String queue) {
        return sql.one(tx -> tx.first("""
                        SELECT count(*) FROM trial t JOIN study s ON s.id = t.study_id
                        WHERE coalesce(t.queue, s.queue) = ? AND s.state IN ('RUNNING', 'FINISHING') AND t.state = 'QUEUED'
                          AND (t.not_before IS NULL OR t.not_before <= clock_timestamp())""", row -> row.getInt(1), queue).orElseThrow());
    }

    @Override
    public List<MovedTrials> moved() {
        return sql.one(tx -> tx.list(
                """
                SELECT study_id, queue, count(*) FILTER (WHERE state = 'QUEUED'), count(*) FILTER (WHERE state = 'RUNNING')
                FROM trial WHERE queue IS NOT NULL AND state IN ('QUEUED', 'RUNNING')
                GROUP BY study_id, queue ORDER BY queue, study_id""",
                row -> new MovedTrials(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getInt(4))));
    }

    @Override
    public Map<AttemptRef, Directive> renew(Collection<AttemptRef> attempts, Duration lease) {
        if (attempts.isEmpty()) {
            return Map.of();
        }
        UUID[] studies = attempts.stream().map(AttemptRef::study).toArray(UUID[]::new);
        Integer[] trials = attempts.stream().map(AttemptRef::trial).toArray(Integer[]::new);
        Integer[] numbers = attempts.stream().map(AttemptRef::attempt).toArray(Integer[]::new);
        record Renewed(AttemptRef ref, Directive directive) {}
        List<Renewed> renewed = sql.one(tx -> tx.list(
                RENEW,
                row -> new Renewed(
                        new AttemptRef(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)), directive(row)),
                lease.toMillis(),
                studies,
                trials,
                numbers));
        Map<AttemptRef, Directive> directives = new HashMap<>();
        renewed.forEach(attempt -> directives.put(attempt.ref(), attempt.directive()));
        return directives;
    }

    @Override
    public Map<AttemptRef, Intent> wishes(UUID worker) {
        record Wished(AttemptRef ref, Intent intent) {}
        List<Wished> wished = sql.one(tx -> tx.list(
                WISHES,
                row -> new Wished(
                        new AttemptRef(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)), intent(row)),
                worker));
        Map<AttemptRef, Intent> wishes = new HashMap<>();
        wished.stream().filter(one -> one.intent() != Intent.RUN).forEach(one -> wishes.put(one.ref(), one.intent()));
        return wishes;
    }

    private static Intent intent(ResultSet row) throws SQLException {
        Intent study = StudyState.valueOf(row.getString("state")).intent(TrialKind.valueOf(row.getString("kind")));
        Intent intent = study == Intent.RUN && row.getBoolean("preempt_requested") ? Intent.PREEMPT : study;
        return row.getBoolean("cancel_requested") ? Intent.CANCEL : intent;
    }

    private static Directive directive(ResultSet row) throws SQLException {
        double left = row.getDouble("left_ms");
        Optional<Duration> runFor =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, (long) left)));
        return new Directive(intent(row), runFor);
    }

    @Override
    public boolean record(AttemptRef attempt, List<MeasurementRow> rows) {
        return sql.in(tx -> {
            Optional<Fence> fence = Fence.pass(tx, attempt);
            if (fence.isPresent() && !rows.isEmpty()) {
                insert(tx, attempt, fence.get().metrics(), rows);
            }
            return fence.isPresent();
        });
    }

    private static void insert(Tx tx, AttemptRef attempt, List<String> names, List<MeasurementRow> rows)
            throws SQLException {
        try (PreparedStatement statement = tx.connection().prepareStatement(MEASURE)) {
            for (MeasurementRow row : rows) {
                statement.setObject(1, attempt.study());
                statement.setInt(2, attempt.trial());
                statement.setInt(3, attempt.attempt());
                statement.setInt(4, row.step());
                statement.setLong(5, row.elapsed().toMillis());
                Double[] metrics = names.stream()
                        .map(name -> row.metrics().getOrDefault(name, Double.NaN))
                        .toArray(Double[]::new);
                statement.setArray(6, tx.connection().createArrayOf("float8", metrics));
                statement.setString(7, Json.write(row.perFold()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public boolean checkpoint(AttemptRef attempt, CheckpointRow row) {
        return sql.in(tx -> {
            boolean live = Fence.pass(tx, attempt).isPresent();
            if (live) {
                tx.update(
                        """
                        INSERT INTO checkpoint (study_id, trial, attempt, step, sha256, byte_count)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (study_id, trial, attempt, step)
                        DO UPDATE SET sha256 = excluded.sha256, byte_count = excluded.byte_count""",
                        attempt.study(),
                        attempt.trial(),
                        attempt.attempt(),
                        row.step(),
                        row.sha256(),
                        row.bytes());
            }
            return live;
        });
    }

    @Override
    public boolean waits(AttemptRef attempt, Optional<String> reason) {
        return sql.in(tx -> {
            boolean live = Fence.pass(tx, attempt).isPresent();
            if (live) {
                tx.update(
                        "UPDATE attempt SET reason = ? WHERE study_id = ? AND trial = ? AND number = ?",
                        reason,
                        attempt.study(),
                        attempt.trial(),
                        attempt.attempt());
            }
            return live;
        });
    }

    @Override
    public Finish finish(AttemptRef attempt, Outcome outcome) {
        return sql.in(tx -> new FinishQuery(attempt, outcome).run(tx));
    }

    @Override
    public List<LostAttempt> reap(Duration holdOff) {
        return reaper.reap(holdOff);
    }

    @Override
    public boolean cancel(UUID study, int trial) {
        // Asked twice: in between, a claim may have started it.
        return stop(study, trial)
                || cancelWaiting(study, trial, TrialState.QUEUED)
                || cancelWaiting(study, trial, TrialState.PAUSED)
                || stop(study, trial);
    }

    /** Without the study's lock: a running trial's row is locked before its study's, see the class comment. */
    private boolean stop(UUID study, int trial) {
        return sql.in(tx -> tx.update("""
                        UPDATE trial SET cancel_requested = true
                        WHERE study_id = ? AND number = ? AND state = 'RUNNING'""", study, trial) > 0);
    }

    private boolean cancelWaiting(UUID study, int trial, TrialState from) {
        return sql.in(tx -> {
            Optional<LockedStudy> locked = LockedStudy.find(tx, study);
            return locked.isPresent()
                    && leave(
                            tx,
                            locked.get(),
                            study,
                            trial,
                            from,
                            TrialState.CANCELLED,
                            "cancelled by hand",
                            "finished_at = clock_timestamp()");
        });
    }

    @Override
    public boolean promote(UUID study, int trial, int maxSteps, Map<String, Object> why) {
        return sql.in(tx -> {
            Optional<LockedStudy> locked = LockedStudy.find(tx, study);
            if (locked.isEmpty() || locked.get().state() != StudyState.RUNNING) {
                return false;
            }
            boolean moved = leave(
                    tx,
                    locked.get(),
                    study,
                    trial,
                    TrialState.PAUSED,
                    TrialState.QUEUED,
                    reason(why),
                    "attempt = attempt");
            if (moved) {
                tx.update("UPDATE trial SET max_steps = ? WHERE study_id = ? AND number = ?", maxSteps, study, trial);
                tx.update("""
                        UPDATE attempt SET reason = concat_ws(' ', reason, nullif(?, ''))
                        WHERE study_id = ? AND trial = ? AND number =
                            (SELECT t.attempt FROM trial t WHERE t.study_id = ? AND t.number = ?)""", reason(why), study, trial, study, trial);
            }
            return moved;
        });
    }

    @Override
    public boolean prunePaused(UUID study, int trial, Map<String, Object> why) {
        return sql.in(tx -> {
            Optional<LockedStudy> locked = LockedStudy.find(tx, study);
            if (locked.isEmpty()
                    || !leave(
                            tx,
                            locked.get(),
                            study,
                            trial,
                            TrialState.PAUSED,
                            TrialState.PRUNED,
                            reason(why),
                            "finished_at = clock_timestamp()")) {
                return false;
            }
            int attempt = tx.first(
                            "SELECT attempt FROM trial WHERE study_id = ? AND number = ?",
                            row -> row.getInt(1),
                            study,
                            trial)
                    .orElseThrow();
            int steps = tx.first(
                            "SELECT coalesce(max(step), 0) FROM measurement WHERE study_id = ? AND trial = ?",
                            row -> row.getInt(1),
                            study,
                            trial)
                    .orElseThrow();
            AttemptRef ref = new AttemptRef(study, trial, attempt);
            TrialResult result = new Outcome.Pruned(Map.of(), steps, Duration.ZERO, why)
                    .result(attempt)
                    .orElseThrow();
            FinishQuery.insert(tx, ref, result, Map.of());
            return true;
        });
    }

    private static String reason(Map<String, Object> why) {
        return String.valueOf(why.getOrDefault("reason", ""));
    }

    /** Moves a trial that waits; the study's lock keeps it waiting until here. */
    private static boolean leave(
            Tx tx,
            LockedStudy locked,
            UUID study,
            int trial,
            TrialState from,
            TrialState to,
            String reason,
            String assignment)
            throws SQLException {
        Optional<Integer> attempt = tx.first(
                "SELECT attempt FROM trial WHERE study_id = ? AND number = ? AND state = ? FOR UPDATE",
                row -> row.getInt(1),
                study,
                trial,
                from);
        if (attempt.isEmpty()) {
            return false;
        }
        long event = locked.trialBecame(trial, from, to, attempt.get(), Optional.of(reason));
        tx.update(
                "UPDATE trial SET state = ?, event = ?, " + assignment + " WHERE study_id = ? AND number = ?",
                to,
                event,
                study,
                trial);
        return true;
    }
}
