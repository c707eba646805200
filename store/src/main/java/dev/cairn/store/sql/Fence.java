package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.TrialKind;
import dev.cairn.store.entity.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proof that an attempt is the live one, held by a lock on the trial's row until the transaction ends. */
record Fence(AttemptRef ref, TrialKind kind, List<String> metrics) {
    private static final String PASS = """
            UPDATE trial t SET reported_at = clock_timestamp()
            FROM study s
            WHERE t.study_id = ? AND t.number = ? AND t.state = 'RUNNING' AND s.id = t.study_id AND\s""";

    private static final String GIVES = " RETURNING t.kind, s.metrics, t.attempt";

    private static final String IS_LIVE = PASS + "t.attempt = ?" + GIVES;

    private static final String IS_HELD = PASS + """
            EXISTS (SELECT FROM attempt a WHERE a.study_id = t.study_id AND a.trial = t.number AND a.number = t.attempt
                AND a.worker_id = coalesce(?, a.worker_id))""" + GIVES;

    /** The first statement of every write of an attempt; no answer means fenced. */
    static Later<Fence> ask(Tx tx, AttemptRef ref) {
        return tx.ask(IS_LIVE, row -> read(row, ref.study(), ref.trial()), ref.study(), ref.trial(), ref.attempt());
    }

    /** The same for whatever attempt a worker has of the trial; no worker stands for any. */
    static Later<Fence> askHeld(Tx tx, UUID study, int trial, Optional<UUID> worker) {
        return tx.ask(IS_HELD, row -> read(row, study, trial), study, trial, worker);
    }

    static Optional<Fence> pass(Tx tx, AttemptRef ref) throws SQLException {
        return ask(tx, ref).first();
    }

    private static Fence read(ResultSet row, UUID study, int trial) throws SQLException {
        return new Fence(
                new AttemptRef(study, trial, row.getInt(3)),
                TrialKind.valueOf(row.getString(1)),
                Json.strings(row.getString(2)));
    }
}
