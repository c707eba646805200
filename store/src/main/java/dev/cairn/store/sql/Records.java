package dev.cairn.store.sql;

import dev.cairn.store.Allowance;
import dev.cairn.store.FailureKind;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads records that several stores hand out. */
final class Records {
    /** Columns of a study {@code s}. */
    static final String STUDY_COLUMNS = """
            s.id, s.name, s.state, s.spec_json, s.spec_text, s.split_id, s.seed, s.metrics, s.maximize, s.max_trials, s.max_time_ms,
            s.parallel, s.priority, s.queue, s.deterministic, s.lag, s.max_losses, s.event_seq, s.created_at, s.started_at,
            s.finished_at, s.failure, s.tags, s.project, s.max_device_ms, s.max_money, s.revision""";

    /** Columns of a trial {@code t} and of its result {@code r}, if it has one. */
    static final String TRIAL_COLUMNS = """
            t.study_id, t.number, t.kind, t.state, t.param_values, t.max_steps, t.why, t.parent, t.event, t.attempt, t.losses,
            t.failures, t.recovered, t.created_at, t.started_at, t.finished_at, t.failure_kind, t.failure_message, t.retry_of,
            t.revision, r.attempt AS result_attempt, r.metrics AS result_metrics, r.per_fold, r.objective, r.spread, r.steps,
            r.fit_ms, r.predictions, r.intervals, r.test_rows, r.why AS result_why""";

    /** Joins the result. */
    static final String WITH_RESULT = " LEFT JOIN result r ON r.study_id = t.study_id AND r.trial = t.number ";

    private static final String STUDY = "SELECT " + STUDY_COLUMNS + " FROM study s WHERE ";

    private static final String TRIALS =
            "SELECT " + TRIAL_COLUMNS + " FROM trial t" + WITH_RESULT + "WHERE t.study_id = ? AND ";

    private static final String TRIAL = TRIALS + "t.number = ?";

    private Records() {}

    static Later<StudyRecord> askStudy(Tx tx, UUID id) {
        return tx.ask(STUDY + "s.id = ?", Records::study, id);
    }

    static Optional<StudyRecord> study(Tx tx, UUID id) throws SQLException {
        return askStudy(tx, id).first();
    }

    static Optional<StudyRecord> study(Tx tx, String name) throws SQLException {
        return tx.first(STUDY + "s.name = ?", Records::study, name);
    }

    static StudyRecord existingStudy(Tx tx, UUID id) throws SQLException {
        return study(tx, id).orElseThrow(() -> new MissingRecord("there is no study " + id));
    }

    static Later<TrialRecord> askTrial(Tx tx, UUID study, int number) {
        return tx.ask(TRIAL, Records::trial, study, number);
    }

    /** In the order of the numbers. */
    static Later<TrialRecord> askTrials(Tx tx, UUID study, Integer[] numbers) {
        return tx.ask(
                TRIALS + "t.number = ANY (?) ORDER BY array_position(?, t.number)",
                Records::trial,
                study,
                numbers,
                numbers);
    }

    static Optional<TrialRecord> trial(Tx tx, UUID study, int number) throws SQLException {
        return askTrial(tx, study, number).first();
    }

    static StudyRecord study(ResultSet row) throws SQLException {
        Optional<Long> time = Optional.ofNullable(row.getObject("max_time_ms", Long.class));
        return new StudyRecord(
                row.getObject("id", UUID.class),
                row.getString("name"),
                StudyState.valueOf(row.getString("state")),
                row.getString("spec_json"),
                row.getString("spec_text"),
                Optional.ofNullable(row.getObject("split_id", UUID.class)),
                row.getLong("seed"),
                Json.strings(row.getString("metrics")),
                row.getBoolean("maximize"),
                row.getInt("max_trials"),
                time.map(Duration::ofMillis),
                row.getInt("parallel"),
                row.getInt("priority"),
                row.getString("queue"),
                row.getBoolean("deterministic"),
                row.getInt("lag"),
                row.getInt("max_losses"),
                row.getLong("event_seq"),
                Tx.instant(row, "created_at").orElseThrow(),
                Tx.instant(row, "started_at"),
                Tx.instant(row, "finished_at"),
                Optional.ofNullable(row.getString("failure")),
                Json.strings(row.getString("tags")),
                allowance(row),
                row.getInt("revision"));
    }

    private static Allowance allowance(ResultSet row) throws SQLException {
        return new Allowance(
                row.getString("project"),
                Optional.ofNullable(row.getObject("max_device_ms", Long.class)).map(Duration::ofMillis),
                number(row, "max_money"));
    }

    /** A trial with what it scored, if it did. */
    static TrialRecord trial(ResultSet row) throws SQLException {
        return new TrialRecord(
                row.getObject("study_id", UUID.class),
                row.getInt("number"),
                TrialKind.valueOf(row.getString("kind")),
                TrialState.valueOf(row.getString("state")),
                Json.object(row.getString("param_values")),
                row.getInt("max_steps"),
                Json.object(row.getString("why")),
                integer(row, "parent"),
                row.getLong("event"),
                row.getInt("attempt"),
                row.getInt("losses"),
                row.getInt("failures"),
                row.getBoolean("recovered"),
                Tx.instant(row, "created_at").orElseThrow(),
                Tx.instant(row, "started_at"),
                Tx.instant(row, "finished_at"),
                failure(row),
                result(row),
                integer(row, "retry_of"),
                row.getInt("revision"));
    }

    private static Optional<TrialRecord.Failure> failure(ResultSet row) throws SQLException {
        @Nullable String kind = row.getString("failure_kind");
        @Nullable String message = row.getString("failure_message");
        return kind == null
                ? Optional.empty()
                : Optional.of(new TrialRecord.Failure(FailureKind.valueOf(kind), message == null ? "" : message));
    }

    private static Optional<TrialResult> result(ResultSet row) throws SQLException {
        int attempt = row.getInt("result_attempt");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new TrialResult(
                attempt,
                Json.numbers(row.getString("result_metrics")),
                Json.lists(row.getString("per_fold")),
                number(row, "objective"),
                row.getDouble("spread"),
                row.getInt("steps"),
                Duration.ofMillis(row.getLong("fit_ms")),
                Optional.ofNullable(row.getString("predictions")),
                Json.intervals(row.getString("intervals")),
                row.getInt("test_rows"),
                Json.object(row.getString("result_why"))));
    }

    private static OptionalInt integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
