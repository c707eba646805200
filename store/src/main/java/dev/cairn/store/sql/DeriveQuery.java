package dev.cairn.store.sql;

import dev.cairn.store.NewStudy;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyRevision;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Links a new study to the one it was made from, and gives a fork its part of that one's history. */
final class DeriveQuery {
    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum""";

    /** The highest trial that was there: made by then, or not changed since (what a fork inherits was never made in it). */
    private static final String LAST = """
            SELECT least(?, coalesce(max(number), 0)) FROM (
                SELECT trial AS number FROM study_event WHERE study_id = ? AND type = 'trial.created' AND seq <= ?
                UNION ALL SELECT number FROM trial WHERE study_id = ? AND event <= ?) there""";

    /** Search trials that were over. */
    private static final String KEPT = """
            kind = 'SEARCH' AND event <= ? AND state IN ('COMPLETED', 'PRUNED', 'FAILED', 'CANCELLED')""";

    /** What a trial that begins anew has instead of what happened to it. */
    private static final Map<String, String> ANEW = Map.ofEntries(
            Map.entry("state", "CASE kind WHEN 'SEARCH' THEN 'QUEUED' ELSE 'CANCELLED' END"),
            Map.entry("attempt", "0"),
            Map.entry("losses", "0"),
            Map.entry("failures", "0"),
            Map.entry("recovered", "false"),
            Map.entry("cancel_requested", "false"),
            Map.entry("not_before", "NULL"),
            Map.entry("reported_at", "NULL"),
            Map.entry("started_at", "NULL"),
            Map.entry("finished_at", "NULL"),
            Map.entry("failure_kind", "NULL"),
            Map.entry("failure_message", "NULL"));

    private final Tx tx;
    private final NewStudy study;
    private final StudyOrigin origin;

    DeriveQuery(Tx tx, NewStudy study, StudyOrigin origin) {
        this.tx = tx;
        this.study = study;
        this.origin = origin;
    }

    /** The new study's row is there already. The source is held, so that nobody deletes what is being copied. */
    void run(LockedStudy made, Predicate<Map<String, Object>> inside) throws SQLException {
        LockedStudy source = LockedStudy.find(tx, origin.study())
                .orElseThrow(() -> new StoreConflict("study '" + origin.name() + "' is gone"));
        tx.update(
                "INSERT INTO study_origin (study_id, source_id, source_name, kind, event, trials)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                study.id(),
                origin.study(),
                origin.name(),
                origin.kind(),
                origin.event(),
                origin.trials());
        if (origin.kind() == StudyOrigin.Kind.FORK) {
            inheritRevisions(made, source);
            inheritTrials(made);
            RevisionQuery.cancelOutside(tx, made, inside);
        }
    }

    private void inheritTrials(LockedStudy made) throws SQLException {
        UUID from = origin.study();
        int last = tx.first(LAST, row -> row.getInt(1), origin.trials(), from, origin.event(), from, origin.event())
                .orElseThrow();
        String event = String.valueOf(made.forked(from, origin.event()));
        copy("trial", Map.of("event", event), KEPT + " AND number <= ?", origin.event(), last);
        Map<String, String> anew = new HashMap<>(ANEW);
        anew.put("event", event);
        copy("trial", anew, "NOT (" + KEPT + ") AND number <= ?", origin.event(), last);
        for (String table : List.of("result", "measurement", "checkpoint")) {
            copy(
                    table,
                    Map.of(),
                    "trial IN (SELECT number FROM trial WHERE study_id = ? AND " + KEPT + " AND number <= ?)",
                    from,
                    origin.event(),
                    last);
        }
    }

    private void inheritRevisions(LockedStudy made, LockedStudy source) throws SQLException {
        List<StudyRevision> before = RevisionQuery.all(tx, source.id());
        StudyRevision newest = before.get(before.size() - 1);
        if (before.size() == 1 && newest.specJson().equals(study.specJson())) {
            return;
        }
        for (StudyRevision earlier : before) {
            tx.update(
                    "INSERT INTO study_revision (study_id, number, event, at, spec_json, spec_text, changes)"
                            + " SELECT ?, number, 0, at, spec_json, spec_text, changes FROM (SELECT ?::integer AS number,"
                            + " ?::timestamptz AS at, ?::text AS spec_json, ?::text AS spec_text, ?::text AS changes) r",
                    study.id(),
                    earlier.number(),
                    earlier.at().toString(),
                    earlier.specJson(),
                    earlier.specText(),
                    Json.write(earlier.changes()));
        }
        tx.update("UPDATE study SET revision = ? WHERE id = ?", newest.number(), study.id());
        RevisionQuery.append(
                tx,
                made,
                new StudyRevision(
                        newest.number() + 1, 0, Instant.EPOCH, study.specJson(), study.specText(), List.of("fork")));
    }

    /** Copies rows of the source, whatever columns there are. */
    private void copy(String table, Map<String, String> replaced, String condition, Object... arguments)
            throws SQLException {
        List<String> columns = tx.list(COLUMNS, row -> row.getString(1), table);
        String values = columns.stream()
                .map(name -> name.equals("study_id") ? "?" : replaced.getOrDefault(name, name))
                .collect(Collectors.joining(", "));
        List<Object> all = new ArrayList<>(List.of(study.id(), origin.study()));
        all.addAll(List.of(arguments));
        tx.update(
                "INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + values + " FROM " + table
                        + " WHERE study_id = ? AND " + condition,
                all.toArray());
    }

    static Optional<StudyOrigin> origin(Tx tx, UUID study) throws SQLException {
        return tx.first(
                "SELECT source_id, source_name, kind, event, trials FROM study_origin WHERE study_id = ?",
                row -> new StudyOrigin(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        StudyOrigin.Kind.valueOf(row.getString(3)),
                        row.getLong(4),
                        row.getInt(5)),
                study);
    }
}
