package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.TrialKind;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Proof that an attempt is the live one, held by a lock on the trial's row until the transaction ends. */
record Fence(TrialKind kind, List<String> metrics) {
    private static final String PASS = """
            UPDATE trial t SET reported_at = clock_timestamp()
            FROM study s
            WHERE t.study_id = ? AND t.number = ? AND t.attempt = ? AND t.state = 'RUNNING' AND s.id = t.study_id
            RETURNING t.kind, s.metrics""";

    /** The first statement of every write of an attempt; empty means fenced. */
    static Optional<Fence> pass(Tx tx, AttemptRef ref) throws SQLException {
        return tx.first(
                PASS,
                row -> new Fence(TrialKind.valueOf(row.getString(1)), Json.strings(row.getString(2))),
                ref.study(),
                ref.trial(),
                ref.attempt());
    }
}
