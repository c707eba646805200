package dev.cairn.store.sql;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Finish;
import dev.cairn.store.Outcome;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.ResultEntity;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Ends an attempt: result, states and events in one transaction. */
final class FinishQuery {
    private static final String TRIAL = """
            UPDATE trial SET state = ?, event = ?, failures = failures + ?, failure_kind = ?, failure_message = ?,
                not_before = CASE WHEN ? THEN clock_timestamp() + ? * interval '1 millisecond' END,
                finished_at = CASE WHEN ? THEN clock_timestamp() END, cancel_requested = false, preempt_requested = false
            WHERE study_id = ? AND number = ?""";

    private static final String ATTEMPT = """
            UPDATE attempt SET state = ?, finished_at = clock_timestamp(), reason = ?
            WHERE study_id = ? AND trial = ? AND number = ?""";

    private final AttemptRef ref;
    private final Outcome outcome;

    FinishQuery(AttemptRef ref, Outcome outcome) {
        this.ref = ref;
        this.outcome = outcome;
    }

    Finish run(Tx tx) throws SQLException {
        Optional<Fence> fence = Fence.pass(tx, ref);
        if (fence.isEmpty()) {
            return replayed(tx) ? Finish.DONE : Finish.FENCED;
        }
        LockedStudy study = LockedStudy.get(tx, ref.study());
        TrialState next = outcome.trial(study.state(), fence.get().kind());
        Optional<TrialResult> result = outcome.result(ref.attempt());
        if (result.isPresent()) {
            tx.session().insert(new ResultEntity(ref, result.get()));
        }
        long event = study.trialBecame(ref.trial(), TrialState.RUNNING, next, ref.attempt(), outcome.reason());
        updateTrial(tx, next, event);
        tx.update(ATTEMPT, outcome.attempt(), outcome.reason(), ref.study(), ref.trial(), ref.attempt());
        FairShare.settle(tx, ref.study(), ref.trial(), ref.attempt());
        OptionalDouble objective = result.map(TrialResult::objective).orElse(OptionalDouble.empty());
        if (objective.isPresent() && best(tx, study.maximize(), objective.getAsDouble())) {
            study.best(ref.trial(), objective.getAsDouble());
        }
        return Finish.DONE;
    }

    private void updateTrial(Tx tx, TrialState next, long event) throws SQLException {
        Optional<Outcome.Failed> failed =
                outcome instanceof Outcome.Failed failure ? Optional.of(failure) : Optional.empty();
        boolean blame = next == TrialState.FAILED;
        Duration wait = failed.flatMap(Outcome.Failed::retryAfter).orElse(Duration.ZERO);
        tx.update(
                TRIAL,
                next,
                event,
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

    private boolean best(Tx tx, boolean maximize, double objective) throws SQLException {
        String notWorse = maximize ? "objective >= ?" : "objective <= ?";
        return !tx.any(
                "SELECT FROM result WHERE study_id = ? AND trial <> ? AND " + notWorse,
                ref.study(),
                ref.trial(),
                objective);
    }
}
