package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.FailureKind;
import dev.cairn.store.LostAttempt;
import dev.cairn.store.StoreUnavailable;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ends attempts whose lease ran out, one transaction each, and waits after an outage so that workers can renew first. */
final class Reaper {
    private static final int AT_ONCE = 100;

    private static final String CLOCKS = "SELECT clock_timestamp() AS now, pg_postmaster_start_time() AS started";

    private static final String EXPIRED = """
            SELECT study_id, trial, number FROM attempt
            WHERE state = 'RUNNING' AND lease_until < clock_timestamp() ORDER BY lease_until LIMIT ?""";

    private static final String LOCK_TRIAL = """
            SELECT kind, losses FROM trial
            WHERE study_id = ? AND number = ? AND attempt = ? AND state = 'RUNNING' FOR NO KEY UPDATE SKIP LOCKED""";

    private static final String LOSE = """
            UPDATE attempt SET state = 'LOST', finished_at = clock_timestamp(), reason = 'its lease ran out'
            WHERE study_id = ? AND trial = ? AND number = ? AND state = 'RUNNING' AND lease_until < clock_timestamp()
            RETURNING worker_id""";

    private static final String GIVE_BACK = """
            UPDATE trial SET state = ?, event = ?, losses = losses + 1, recovered = ?, cancel_requested = false, preempt_requested = false,
                failure_kind = ?, failure_message = ?, finished_at = CASE WHEN ? THEN clock_timestamp() END
            WHERE study_id = ? AND number = ?""";

    private final Sql sql;
    private boolean away;
    private Instant lastLook = Instant.MAX;
    private Instant restUntil = Instant.MIN;

    /** The database's clock, and since when it runs. */
    private record Clocks(Instant now, Instant started) {}

    Reaper(Sql sql) {
        this.sql = sql;
    }

    synchronized List<LostAttempt> reap(Duration holdOff) {
        Clocks clocks = look();
        // Away: the database was, or this program did not look for so long (a suspended machine) that workers could not
        // renew either.
        if (away || lastLook.isBefore(clocks.now().minus(holdOff))) {
            restUntil = clocks.now().plus(holdOff);
        }
        away = false;
        lastLook = clocks.now();
        boolean young = clocks.started().plus(holdOff).isAfter(clocks.now());
        if (young || restUntil.isAfter(clocks.now())) {
            return List.of();
        }
        List<LostAttempt> lost = new ArrayList<>();
        List<AttemptRef> expired = sql.in(Reaper::expired);
        for (AttemptRef ref : expired) {
            sql.in(tx -> lose(tx, ref)).ifPresent(lost::add);
        }
        return lost;
    }

    private Clocks look() {
        try {
            return sql.in(tx -> tx.first(
                            CLOCKS,
                            row -> new Clocks(
                                    Tx.instant(row, "now").orElseThrow(),
                                    Tx.instant(row, "started").orElseThrow()))
                    .orElseThrow());
        } catch (StoreUnavailable e) {
            away = true;
            throw e;
        }
    }

    private static List<AttemptRef> expired(Tx tx) throws SQLException {
        return tx.list(
                EXPIRED, row -> new AttemptRef(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)), AT_ONCE);
    }

    private static Optional<LostAttempt> lose(Tx tx, AttemptRef ref) throws SQLException {
        record Held(TrialKind kind, int losses) {}
        if (!tx.first("SELECT pg_try_advisory_xact_lock(hashtext('cairn_reaper'))", row -> row.getBoolean(1))
                .orElseThrow()) {
            return Optional.empty();
        }
        Optional<Held> held = tx.first(
                LOCK_TRIAL,
                row -> new Held(TrialKind.valueOf(row.getString(1)), row.getInt(2)),
                ref.study(),
                ref.trial(),
                ref.attempt());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> worker =
                tx.first(LOSE, row -> row.getObject(1, UUID.class), ref.study(), ref.trial(), ref.attempt());
        if (worker.isEmpty()) {
            return Optional.empty();
        }
        LockedStudy study = LockedStudy.get(tx, ref.study());
        TrialState next = study.state().wants(held.get().kind()) ? TrialState.QUEUED : TrialState.CANCELLED;
        if (next == TrialState.QUEUED && held.get().losses() >= study.maxLosses()) {
            next = TrialState.FAILED;
        }
        giveBack(tx, study, ref, next, held.get().losses() + 1);
        FairShare.settle(tx, ref.study(), ref.trial(), ref.attempt());
        return Optional.of(new LostAttempt(ref, worker.get(), next));
    }

    private static void giveBack(Tx tx, LockedStudy study, AttemptRef ref, TrialState next, int losses)
            throws SQLException {
        long event = study.trialBecame(
                ref.trial(), TrialState.RUNNING, next, ref.attempt(), Optional.of("the lease of its attempt ran out"));
        boolean failed = next == TrialState.FAILED;
        tx.update(
                GIVE_BACK,
                next,
                event,
                next == TrialState.QUEUED,
                failed ? FailureKind.LOST : null,
                failed ? losses + " workers were lost with it" : null,
                next.terminal(),
                ref.study(),
                ref.trial());
    }
}
