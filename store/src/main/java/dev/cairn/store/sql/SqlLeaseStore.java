package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.LeaseStore;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Outcome;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Leases in PostgreSQL: attempts whose worker is a client. */
final class SqlLeaseStore implements LeaseStore {
    private static final String HELD = """
            SELECT trial, number FROM attempt WHERE worker_id = ? AND study_id = ? AND state = 'RUNNING'
            ORDER BY trial LIMIT ?""";

    private static final String GIVEN_BACK = """
            SELECT number, attempt FROM trial
            WHERE study_id = ? AND state = 'QUEUED' AND (not_before IS NULL OR not_before <= clock_timestamp())
            ORDER BY recovered DESC, number LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String ANY_RUNNING = "SELECT FROM attempt WHERE study_id = ? AND state = 'RUNNING' LIMIT 1";

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
        return sql.whole(tx -> new Leasing(tx, wanted).run());
    }

    /** One answer to a client that wants trials: what must be known comes in one journey, what is written goes with the commit. */
    private static final class Leasing {
        private final Tx tx;
        private final Wanted wanted;
        private final ClaimQuery claim;
        private final Later<LockedStudy> study;
        private final Later<AttemptRef> held;
        private final Later<AttemptRef> givenBack;
        private final Later<Boolean> running;
        private final Later<TrialRows.Numbers> numbers;
        private final List<AttemptRef> refs = new ArrayList<>();

        Leasing(Tx tx, Wanted wanted) {
            this.tx = tx;
            this.wanted = wanted;
            this.claim = claim(wanted.client(), wanted.lease());
            UUID id = wanted.study();
            study = LockedStudy.ask(tx, id);
            held = tx.ask(
                    HELD,
                    row -> new AttemptRef(id, row.getInt(1), row.getInt(2)),
                    wanted.client().id(),
                    id,
                    wanted.count());
            givenBack =
                    tx.ask(GIVEN_BACK, row -> new AttemptRef(id, row.getInt(1), row.getInt(2) + 1), id, wanted.count());
            running = tx.ask(ANY_RUNNING, row -> true, id);
            numbers = TrialRows.Numbers.ask(tx, id);
        }

        Sql.Answer<Optional<List<Lease>>> run() throws SQLException {
            LockedStudy locked = LockedStudy.there(study.first(), wanted.study());
            if (locked.state() != StudyState.RUNNING) {
                throw new StoreConflict("the study is " + locked.state() + ": it hands out no trials");
            }
            for (AttemptRef ref : held.rows()) {
                renew(tx, ref, wanted.lease());
                refs.add(ref);
            }
            for (AttemptRef ref : givenBack.rows()) {
                if (refs.size() < wanted.count()) {
                    start(locked, ref.trial(), ref.attempt());
                }
            }
            int more = Math.min(wanted.count() - refs.size(), wanted.fresh().size());
            if (more > 0 && !takeFresh(locked, more) && refs.isEmpty()) {
                return Optional::empty;
            }
            return leases();
        }

        private boolean takeFresh(LockedStudy locked, int more) throws SQLException {
            long seen = wanted.expectedEvent();
            List<NewTrial> fresh = wanted.fresh().subList(0, more);
            if (locked.eventSeq() > seen + wanted.lagEvents() || !TrialRows.append(tx, locked, numbers, fresh, seen)) {
                return false;
            }
            for (NewTrial trial : fresh) {
                start(locked, trial.number(), 1);
            }
            return true;
        }

        private void start(LockedStudy locked, int trial, int attempt) throws SQLException {
            if (running.rows().isEmpty() && refs.isEmpty()) {
                FairShare.begin(tx, locked);
            }
            refs.add(claim.start(tx, locked, trial, attempt));
        }

        private Sql.Answer<Optional<List<Lease>>> leases() {
            Integer[] trials = refs.stream().map(AttemptRef::trial).toArray(Integer[]::new);
            Later<TrialRecord> records = Records.askTrials(tx, wanted.study(), trials);
            return () -> {
                List<Lease> leases = new ArrayList<>();
                for (int i = 0; i < refs.size(); i++) {
                    leases.add(new Lease(refs.get(i), records.rows().get(i)));
                }
                return Optional.of(leases);
            };
        }
    }

    private static void renew(Tx tx, AttemptRef ref, Duration lease) throws SQLException {
        tx.later(RENEW, lease.toMillis(), ref.study(), ref.trial(), ref.attempt());
    }

    private static ClaimQuery claim(Client client, Duration lease) {
        return new ClaimQuery(client.id(), client.name(), lease);
    }

    /** A trial's state and the holder of its newest attempt. */
    private record Newest(TrialState state, int attempt, Optional<Client> holder) {
        static Later<Newest> ask(Tx tx, UUID study, int trial) {
            return tx.ask(NEWEST_ATTEMPT, Newest::read, study, trial);
        }

        private static Newest read(ResultSet row) throws SQLException {
            Optional<UUID> worker = Optional.ofNullable(row.getObject("worker_id", UUID.class));
            String slot = row.getString("slot");
            return new Newest(
                    TrialState.valueOf(row.getString("state")),
                    row.getInt("attempt"),
                    worker.map(id -> new Client(id, slot)));
        }
    }

    @Override
    public Hold hold(UUID study, int trial, Optional<Client> client, Duration lease) {
        return sql.in(tx -> {
            Optional<Newest> newest = Newest.ask(tx, study, trial).first();
            boolean waits =
                    newest.filter(now -> now.state() == TrialState.QUEUED).isPresent();
            return waits ? again(tx, study, trial, client, lease) : hold(tx, study, trial, client, lease, newest);
        });
    }

    /** Of a trial that does not wait to be leased. */
    private static Hold hold(
            Tx tx, UUID study, int trial, Optional<Client> client, Duration lease, Optional<Newest> newest)
            throws SQLException {
        if (newest.isEmpty()) {
            return new Hold.Missing();
        }
        Newest now = newest.get();
        if (now.state() != TrialState.RUNNING) {
            return new Hold.Over(now.state());
        }
        Optional<Client> claimant = client.or(now::holder);
        if (!claimant.map(Client::id).equals(now.holder().map(Client::id))) {
            return new Hold.Theirs(now.holder().map(Client::name).orElse(""));
        }
        AttemptRef ref = new AttemptRef(study, trial, now.attempt());
        renew(tx, ref, lease);
        return new Hold.Mine(ref);
    }

    /** Leases a trial again that was given back, unless it has moved on before its study is locked. */
    private static Hold again(Tx tx, UUID study, int trial, Optional<Client> client, Duration lease)
            throws SQLException {
        Later<LockedStudy> locked = LockedStudy.ask(tx, study);
        Optional<Newest> newest = Newest.ask(tx, study, trial).first();
        Optional<Client> claimant = client.or(() -> newest.flatMap(Newest::holder));
        if (claimant.isEmpty()
                || newest.filter(now -> now.state() == TrialState.QUEUED).isEmpty()) {
            return hold(tx, study, trial, client, lease, newest);
        }
        LockedStudy there = LockedStudy.there(locked.first(), study);
        int attempt = newest.get().attempt() + 1;
        return new Hold.Mine(claim(claimant.get(), lease).start(tx, there, trial, attempt));
    }

    @Override
    public Told tell(UUID study, int trial, Optional<Client> client, Function<StudyRecord, Outcome> outcomes) {
        return sql.whole(tx -> {
            Later<StudyRecord> found = Records.askStudy(tx, study);
            Later<Fence> fence = Fence.askHeld(tx, study, trial, client.map(Client::id));
            FinishQuery.Books books = FinishQuery.Books.ask(tx, study);
            StudyRecord record = found.first().orElseThrow(() -> new MissingRecord("there is no study " + study));
            Outcome outcome = outcomes.apply(record);
            if (fence.first().isPresent()) {
                Fence mine = fence.first().get();
                new FinishQuery(mine.ref(), outcome).end(tx, mine, books);
                return told(tx, record, new Hold.Mine(mine.ref()));
            }
            Hold hold = again(tx, study, trial, client, Duration.ofMinutes(1));
            if (!(hold instanceof Hold.Mine leased)) {
                return () -> new Told(record, hold, false);
            }
            new FinishQuery(leased.ref(), outcome).run(tx);
            return told(tx, record, hold);
        });
    }

    private static Sql.Answer<Told> told(Tx tx, StudyRecord study, Hold hold) {
        Later<Boolean> spent = tx.ask(SPENT, row -> row.getBoolean(1), study.id());
        return () -> new Told(study, hold, spent.first().orElse(false));
    }
}
