package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Finish;
import dev.cairn.store.Outcome;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Ends an attempt: result, states and events in one transaction. */
final class FinishQuery {
    private static final String TRIAL = """
            UPDATE trial SET state = ?, event = ?, queue = coalesce(?, queue), failures = failures + ?, failure_kind = ?, failure_message = ?,
                not_before = CASE WHEN ? THEN clock_timestamp() + ? * interval '1 millisecond' END,
                finished_at = CASE WHEN ? THEN clock_timestamp() END, cancel_requested = false, preempt_requested = false
            WHERE study_id = ? AND number = ?""";

    private static final String ATTEMPT = """
            UPDATE attempt SET state = ?, finished_at = clock_timestamp(), reason = ?
            WHERE study_id = ? AND trial = ? AND number = ?""";

    private static final String RESULT = """
            INSERT INTO result (study_id, trial, attempt, metrics, per_fold, objective, spread, steps, fit_ms, predictions,
                intervals, test_rows, why, provenance)
            VALUES (?, ?, ?, ?, ?, ?, ?, CASE WHEN ? > 0 THEN ? ELSE coalesce(
                    (SELECT max(step) FROM measurement WHERE study_id = ? AND trial = ?), 0) END,
                ?, ?, ?, ?, ?, ?)""";

    private static final String BEST =
            "SELECT objective FROM result WHERE study_id = ? AND objective IS NOT NULL ORDER BY objective%s LIMIT 1";

    private final AttemptRef ref;
    private final Outcome outcome;

    FinishQuery(AttemptRef ref, Outcome outcome) {
        this.ref = ref;
        this.outcome = outcome;
    }

    Finish run(Tx tx) throws SQLException {
        Later<Fence> fence = Fence.ask(tx, ref);
        Books books = Books.ask(tx, ref.study());
        if (fence.first().isEmpty()) {
            return replayed(tx) ? Finish.DONE : Finish.FENCED;
        }
        end(tx, fence.first().get(), books);
        return Finish.DONE;
    }

    /** What an end has to know of the study: its row, which is locked by this, and the best scores so far. */
    record Books(UUID id, Later<LockedStudy> study, Later<Double> lowest, Later<Double> highest) {
        static Books ask(Tx tx, UUID id) {
            return new Books(
                    id,
                    LockedStudy.ask(tx, id),
                    tx.ask(BEST.formatted(""), row -> row.getDouble(1), id),
                    tx.ask(BEST.formatted(" DESC"), row -> row.getDouble(1), id));
        }

        LockedStudy locked() throws SQLException {
            return LockedStudy.there(study.first(), id);
        }

        boolean beatenBy(double objective) throws SQLException {
            return locked().maximize()
                    ? highest.first().isEmpty() || objective > highest.first().get()
                    : lowest.first().isEmpty() || objective < lowest.first().get();
        }
    }

    /** Writes the end behind the fence. */
    void end(Tx tx, Fence fence, Books books) throws SQLException {
        LockedStudy study = books.locked();
        TrialState next = outcome.trial(study.state(), fence.kind());
        Optional<TrialResult> result = outcome.result(ref.attempt());
        if (result.isPresent()) {
            insert(tx, ref, result.get(), outcome.provenance());
        }
        long event = study.trialBecame(ref.trial(), TrialState.RUNNING, next, ref.attempt(), outcome.reason());
        updateTrial(tx, next, event);
        tx.later(ATTEMPT, outcome.attempt(), outcome.reason(), ref.study(), ref.trial(), ref.attempt());
        FairShare.settle(tx, ref.study(), ref.trial(), ref.attempt());
        OptionalDouble objective = result.map(TrialResult::objective).orElse(OptionalDouble.empty());
        if (objective.isPresent() && books.beatenBy(objective.getAsDouble())) {
            study.best(ref.trial(), objective.getAsDouble());
        }
    }

    static void insert(Tx tx, AttemptRef ref, TrialResult result, Map<String, Object> provenance) throws SQLException {
        tx.later(
                RESULT,
                ref.study(),
                ref.trial(),
                ref.attempt(),
                Json.write(result.metrics()),
                Json.write(result.perFold()),
                result.objective().isPresent() ? result.objective().getAsDouble() : null,
                result.spread(),
                result.steps(),
                result.steps(),
                ref.study(),
                ref.trial(),
                result.fitTime().toMillis(),
                result.predictions(),
                Json.write(result.intervals()),
                result.testRows(),
                Json.write(result.why()),
                provenance.isEmpty() ? null : Json.write(provenance));
    }

    private void updateTrial(Tx tx, TrialState next, long event) throws SQLException {
        Optional<Outcome.Failed> failed =
                outcome instanceof Outcome.Failed failure ? Optional.of(failure) : Optional.empty();
        boolean blame = next == TrialState.FAILED;
        Duration wait = failed.flatMap(Outcome.Failed::retryAfter).orElse(Duration.ZERO);
        Optional<String> larger =
                outcome instanceof Outcome.Moved moved ? Optional.of(moved.queue()) : Optional.empty();
        tx.later(
                TRIAL,
                next,
                event,
                larger,
                failed.isPresent() ? 1 : 0,
                blame ? failed.map(Outcome.Failed::kind) : Optional.empty(),
                blame ? failed.map(Outcome.Failed::message) : Optional.empty(),
                !wait.isZero(),
                wait.toMillis(),
                next.terminal(),
                ref.study(),
                ref.trial());
    }

    /** After an answer that got lost: the books say that this attempt ended just so. */
    private boolean replayed(Tx tx) throws SQLException {
        return tx.any(
                "SELECT FROM attempt WHERE study_id = ? AND trial = ? AND number = ? AND state = ?",
                ref.study(),
                ref.trial(),
                ref.attempt(),
                outcome.attempt());
    }
}
