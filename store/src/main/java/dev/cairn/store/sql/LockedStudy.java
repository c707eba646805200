package dev.cairn.store.sql;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A study's row, locked until the transaction ends; changes append their events to it, numbered without gaps. */
final class LockedStudy {
    private static final String APPEND = """
            WITH counted AS (UPDATE study SET event_seq = ? WHERE id = ?)
            INSERT INTO study_event (study_id, seq, type, trial, payload) VALUES (?, ?, ?, ?, ?)""";

    private static final String LOCK = """
            SELECT state, parallel, max_trials, max_losses, maximize, project, revision, revised_event, event_seq
            FROM study WHERE id = ? FOR NO KEY UPDATE""";

    private final Tx tx;
    private final UUID id;
    private final StudyState state;
    private final int parallel;
    private final int maxTrials;
    private final int maxLosses;
    private final boolean maximize;
    private final String project;
    private final int revision;
    private final long revisedEvent;
    private long eventSeq;

    private LockedStudy(
            Tx tx,
            UUID id,
            StudyState state,
            int parallel,
            int maxTrials,
            int maxLosses,
            boolean maximize,
            String project,
            int revision,
            long revisedEvent,
            long eventSeq) {
        this.tx = tx;
        this.id = id;
        this.state = state;
        this.parallel = parallel;
        this.maxTrials = maxTrials;
        this.maxLosses = maxLosses;
        this.maximize = maximize;
        this.project = project;
        this.revision = revision;
        this.revisedEvent = revisedEvent;
        this.eventSeq = eventSeq;
    }

    static Optional<LockedStudy> find(Tx tx, UUID id) throws SQLException {
        return ask(tx, id).first();
    }

    /** Locks it with the next statement that is waited for. */
    static Later<LockedStudy> ask(Tx tx, UUID id) {
        return tx.ask(
                LOCK,
                row -> new LockedStudy(
                        tx,
                        id,
                        StudyState.valueOf(row.getString("state")),
                        row.getInt("parallel"),
                        row.getInt("max_trials"),
                        row.getInt("max_losses"),
                        row.getBoolean("maximize"),
                        row.getString("project"),
                        row.getInt("revision"),
                        row.getLong("revised_event"),
                        row.getLong("event_seq")),
                id);
    }

    static LockedStudy get(Tx tx, UUID id) throws SQLException {
        return there(find(tx, id), id);
    }

    static LockedStudy there(Optional<LockedStudy> found, UUID id) {
        return found.orElseThrow(() -> new MissingRecord("there is no study " + id));
    }

    UUID id() {
        return id;
    }

    int revision() {
        return revision;
    }

    /** Suggestions that were made before this event are of another space or sampler. */
    long revisedEvent() {
        return revisedEvent;
    }

    StudyState state() {
        return state;
    }

    int parallel() {
        return parallel;
    }

    int maxTrials() {
        return maxTrials;
    }

    int maxLosses() {
        return maxLosses;
    }

    boolean maximize() {
        return maximize;
    }

    String project() {
        return project;
    }

    long eventSeq() {
        return eventSeq;
    }

    boolean claimable() {
        return state == StudyState.RUNNING || state == StudyState.FINISHING;
    }

    /** A trial was made, by a suggestion that knew the study up to the event {@code seen}. */
    long created(int trial, TrialKind kind, long seen) throws SQLException {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("kind", kind);
        payload.put("seen", seen);
        return append("trial.created", trial, payload);
    }

    long trialBecame(int trial, TrialState from, TrialState to, int attempt, Optional<String> reason)
            throws SQLException {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("from", from);
        payload.put("to", to);
        payload.put("attempt", attempt);
        reason.ifPresent(text -> payload.put("reason", text));
        return append("trial.state", trial, payload);
    }

    void best(int trial, double objective) throws SQLException {
        append("study.best", trial, Map.of("objective", objective));
    }

    void became(Optional<StudyState> from, StudyState to, Optional<String> reason) throws SQLException {
        Map<String, Object> payload = new LinkedHashMap<>();
        from.ifPresent(before -> payload.put("from", before));
        payload.put("to", to);
        reason.ifPresent(text -> payload.put("reason", text));
        append("study.state", null, payload);
    }

    void changed(String field, Object from, Object to) throws SQLException {
        append("study.changed", null, Map.of("field", field, "from", from, "to", to));
    }

    long revised(int number, List<String> changes) throws SQLException {
        return append("study.revised", null, Map.of("revision", number, "changes", changes));
    }

    long forked(UUID source, long event) throws SQLException {
        return append("study.forked", null, Map.of("source", source.toString(), "event", event));
    }

    private long append(String type, @Nullable Integer trial, Map<String, Object> payload) throws SQLException {
        eventSeq++;
        tx.later(APPEND, eventSeq, id, id, eventSeq, type, trial, Json.write(payload));
        return eventSeq;
    }
}
