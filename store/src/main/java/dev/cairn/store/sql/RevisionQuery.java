package dev.cairn.store.sql;

import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyRevision;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Changes the specification of a study that runs, and remembers what it was. */
final class RevisionQuery {
    private static final String KEEP_FIRST = """
            INSERT INTO study_revision (study_id, number, event, at, spec_json, spec_text, changes)
            SELECT id, revision, revised_event, created_at, spec_json, spec_text, '[]' FROM study WHERE id = ?
            ON CONFLICT DO NOTHING""";

    private static final String ADD = """
            INSERT INTO study_revision (study_id, number, event, spec_json, spec_text, changes)
            SELECT id, revision + 1, ?, ?, ?, ? FROM study WHERE id = ?""";

    private static final String HOLD = """
            UPDATE study SET revision = revision + 1, revised_event = ?, spec_json = ?
            WHERE id = ?""";

    private static final String ALL = """
            SELECT number, event, at, spec_json, spec_text, changes FROM study_revision
            WHERE study_id = ? ORDER BY number""";

    private static final String ONLY = """
            SELECT revision, revised_event, created_at, spec_json, spec_text, '[]' FROM study WHERE id = ?""";

    private RevisionQuery() {}

    static boolean revise(
            Tx tx, LockedStudy study, long expectedEvent, StudyRevision revised, Predicate<Map<String, Object>> inside)
            throws SQLException {
        if (study.state() != StudyState.RUNNING && study.state() != StudyState.PAUSED) {
            throw new StoreConflict("a study that is " + study.state() + " cannot be revised; clone or fork it");
        }
        if (study.revisedEvent() > expectedEvent) {
            return false;
        }
        append(tx, study, revised);
        cancelOutside(tx, study, inside);
        return true;
    }

    /** Adds a revision after the newest one. */
    static void append(Tx tx, LockedStudy study, StudyRevision revised) throws SQLException {
        tx.update(KEEP_FIRST, study.id());
        long event = study.revised(revised.number(), revised.changes());
        tx.update(ADD, event, revised.specJson(), revised.specText(), Json.write(revised.changes()), study.id());
        tx.update(HOLD, event, revised.specJson(), study.id());
    }

    /** Cancels the search trials that wait and are not in the space. */
    static void cancelOutside(Tx tx, LockedStudy study, Predicate<Map<String, Object>> inside) throws SQLException {
        record Waiting(int number, TrialState state, int attempt, Map<String, Object> values) {}
        List<Waiting> waiting = tx.list(
                """
                SELECT number, state, attempt, param_values FROM trial
                WHERE study_id = ? AND kind = ? AND state IN ('QUEUED', 'PAUSED') ORDER BY number FOR UPDATE""",
                row -> new Waiting(
                        row.getInt(1),
                        TrialState.valueOf(row.getString(2)),
                        row.getInt(3),
                        Json.object(row.getString(4))),
                study.id(),
                TrialKind.SEARCH);
        for (Waiting trial : waiting) {
            if (!inside.test(trial.values())) {
                long event = study.trialBecame(
                        trial.number(),
                        trial.state(),
                        TrialState.CANCELLED,
                        trial.attempt(),
                        Optional.of("outside the revised space"));
                tx.update("""
                        UPDATE trial SET state = 'CANCELLED', finished_at = clock_timestamp(), event = ?
                        WHERE study_id = ? AND number = ?""", event, study.id(), trial.number());
            }
        }
    }

    static List<StudyRevision> all(Tx tx, UUID study) throws SQLException {
        List<StudyRevision> kept = tx.list(ALL, RevisionQuery::read, study);
        return kept.isEmpty() ? tx.list(ONLY, RevisionQuery::read, study) : kept;
    }

    private static StudyRevision read(ResultSet row) throws SQLException {
        return new StudyRevision(
                row.getInt(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                Json.strings(row.getString(6)));
    }

    static Later<String> askSpecification(Tx tx, UUID study, int revision) {
        return tx.ask(
                "SELECT spec_json FROM study_revision WHERE study_id = ? AND number = ?",
                row -> row.getString(1),
                study,
                revision);
    }

    /**
     * The study as it was when a trial was made: its worker needs that specification.
     *
     * @param specification of that revision; a study that was never revised keeps none
     */
    static StudyRecord under(StudyRecord study, int revision, Optional<String> specification) {
        return revision == study.revision()
                ? study
                : study.under(
                        revision,
                        specification.orElseThrow(
                                () -> new StoreConflict("study " + study.id() + " has no revision " + revision)));
    }
}
