package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.LeaseStore;
import dev.cairn.store.Outcome;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Leases in PostgreSQL: attempts whose worker is a client. */
final class SqlLeaseStore implements LeaseStore {
    private static final String HELD = """
            SELECT trial, number FROM attempt WHERE worker_id = ? AND study_id = ? AND state = 'RUNNING'
            ORDER BY trial LIMIT ?""";

    private static final String GIVEN_BACK = """
            SELECT number FROM trial
            WHERE study_id = ? AND state = 'QUEUED' AND (not_before IS NULL OR not_before <= clock_timestamp())
            ORDER BY recovered DESC, number LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String RENEW = """
            UPDATE attempt SET lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE study_id = ? AND trial = ? AND number = ? AND state = 'RUNNING'""";

    private static final String NEWEST_ATTEMPT = """
            SELECT t.state, t.attempt, a.worker_id, a.slot
            FROM trial t
            LEFT JOIN attempt a ON a.study_id = t.study_id AND a.trial = t.number AND a.number = t.attempt
            WHERE t.study_id = ? AND t.number = ?""";

    private static final String SPENT = """
            SELECT (SELECT coalesce(max(number), 0) FROM trial WHERE study_id = s.id) >= s.max_trials
                AND NOT EXISTS (SELECT FROM trial WHERE study_id = s.id AND state = 'RUNNING')
                AND NOT EXISTS (SELECT FROM trial WHERE study_id = s.id AND state = 'QUEUED')
            FROM study s WHERE s.id = ?""";

    private final Sql sql;

    SqlLeaseStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<List<Lease>> lease(Wanted wanted) {
        return sql.in(tx -> {
            LockedStudy study = LockedStudy.get(tx, wanted.study());
            if (study.state() != StudyState.RUNNING) {
                throw new StoreConflict("the study is " + study.state() + ": it hands out no trials");
            }
            List<AttemptRef> refs = held(tx, wanted);
            takeGivenBack(tx, study, wanted, refs);
            int more = Math.min(wanted.count() - refs.size(), wanted.fresh().size());
            if (more > 0 && !takeFresh(tx, study, wanted, more, refs) && refs.isEmpty()) {
                return Optional.empty();
            }
            List<Lease> leases = new ArrayList<>();
            for (AttemptRef ref : refs) {
                leases.add(new Lease(
                        ref, Records.trial(tx, ref.study(), ref.trial()).orElseThrow()));
            }
            return Optional.of(leases);
        });
    }

    private static List<AttemptRef> held(Tx tx, Wanted wanted) throws SQLException {
        List<AttemptRef> held = tx.list(
                HELD,
                row -> new AttemptRef(wanted.study(), row.getInt(1), row.getInt(2)),
                wanted.client().id(),
                wanted.study(),
                wanted.count());
        for (AttemptRef ref : held) {
            renew(tx, ref, wanted.lease());
        }
        return new ArrayList<>(held);
    }

    private static void renew(Tx tx, AttemptRef ref, Duration lease) throws SQLException {
        tx.update(RENEW, lease.toMillis(), ref.study(), ref.trial(), ref.attempt());
    }

    private static void takeGivenBack(Tx tx, LockedStudy study, Wanted wanted, List<AttemptRef> refs)
            throws SQLException {
        int more = wanted.count() - refs.size();
        if (more <= 0) {
            return;
        }
        ClaimQuery claim = claim(wanted.client(), wanted.lease());
        for (int number : tx.list(GIVEN_BACK, row -> row.getInt(1), wanted.study(), more)) {
            refs.add(claim.start(tx, study, wanted.study(), number));
        }
    }

    private static boolean takeFresh(Tx tx, LockedStudy study, Wanted wanted, int more, List<AttemptRef> refs)
            throws SQLException {
        long seen = wanted.expectedEvent();
        if (study.eventSeq() > seen + wanted.lagEvents()
                || !SqlStudyStore.append(
                        tx, study, wanted.study(), wanted.fresh().subList(0, more), seen)) {
            return false;
        }
        ClaimQuery claim = claim(wanted.client(), wanted.lease());
        for (int i = 0; i < more; i++) {
            refs.add(
                    claim.start(tx, study, wanted.study(), wanted.fresh().get(i).number()));
        }
        return true;
    }

    private static ClaimQuery claim(Client client, Duration lease) {
        return new ClaimQuery(client.id(), client.name(), lease);
    }

    @Override
    public Hold hold(UUID study, int trial, Optional<Client> client, Duration lease) {
        return sql.in(tx -> hold(tx, study, trial, client, lease));
    }

    private static Hold hold(Tx tx, UUID study, int trial, Optional<Client> client, Duration lease)
            throws SQLException {
        record Newest(TrialState state, int attempt, Optional<Client> holder) {}
        Optional<Newest> newest = tx.first(
                NEWEST_ATTEMPT,
                row -> {
                    Optional<UUID> worker = Optional.ofNullable(row.getObject("worker_id", UUID.class));
                    String slot = row.getString("slot");
                    return new Newest(
                            TrialState.valueOf(row.getString("state")),
                            row.getInt("attempt"),
                            worker.map(id -> new Client(id, slot)));
                },
                study,
                trial);
        if (newest.isEmpty()) {
            return new Hold.Missing();
        }
        Newest now = newest.get();
        Optional<Client> claimant = client.or(now::holder);
        if (now.state() == TrialState.QUEUED && claimant.isPresent()) {
            LockedStudy locked = LockedStudy.get(tx, study);
            return new Hold.Mine(claim(claimant.get(), lease).start(tx, locked, study, trial));
        }
        if (now.state() != TrialState.RUNNING) {
            return new Hold.Over(now.state());
        }
        if (!claimant.map(Client::id).equals(now.holder().map(Client::id))) {
            return new Hold.Theirs(now.holder().map(Client::name).orElse(""));
        }
        AttemptRef ref = new AttemptRef(study, trial, now.attempt());
        renew(tx, ref, lease);
        return new Hold.Mine(ref);
    }

    @Override
    public Told tell(UUID study, int trial, Optional<Client> client, Outcome outcome) {
        return sql.in(tx -> {
            Hold hold = hold(tx, study, trial, client, Duration.ofMinutes(1));
            if (!(hold instanceof Hold.Mine mine)) {
                return new Told(hold, false);
            }
            new FinishQuery(mine.ref(), outcome).run(tx);
            boolean last = tx.first(SPENT, row -> row.getBoolean(1), study).orElse(false);
            return new Told(hold, last);
        });
    }
}
