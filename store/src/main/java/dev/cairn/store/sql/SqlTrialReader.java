package dev.cairn.store.sql;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.Page;
import dev.cairn.store.StoppingTally;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialChanges;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialMetrics;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialSample;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.AttemptEntity;
import dev.cairn.store.entity.Json;
import dev.cairn.store.entity.ResultEntity;
import dev.cairn.store.entity.TrialEntity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;

/** What PostgreSQL knows of trials. */
final class SqlTrialReader implements TrialReader {
    private static final String POINTS = """
            SELECT trial, attempt, step, elapsed_ms, metrics, per_fold, tx FROM measurement
            WHERE study_id = ?""";

    /** Transactions below the oldest open one are all visible, so no later commit can come before the cursor. */
    private static final String SETTLED = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    /** One row without a trial says that none changed. */
    private static final String CHANGES = "SELECT s.event_seq, " + Records.TRIAL_COLUMNS + """
            , t.number IS NOT NULL AND EXISTS (
                SELECT FROM measurement m WHERE m.study_id = t.study_id AND m.trial = t.number) AS measured
            FROM study s LEFT JOIN trial t ON t.study_id = s.id AND t.event > ?""" + Records.WITH_RESULT
            + "WHERE s.id = ? ORDER BY t.number";

    private static final String CURVES = """
            WITH place AS (
                SELECT e.ord::integer AS at FROM study s, json_array_elements_text(s.metrics::json) WITH ORDINALITY e (name, ord)
                WHERE s.id = ? AND e.name = ?)
            SELECT DISTINCT ON (m.trial, m.step) m.trial, m.step, m.metrics[place.at] FROM measurement m, place
            WHERE m.study_id = ? AND (cardinality(?::integer[]) = 0 OR m.trial = ANY (?))
            ORDER BY m.trial, m.step, m.attempt DESC""";

    /** Only rows without an objective need a look at their trial: pruned and final ones have none either. */
    private static final String LEADERBOARD = """
            WITH page AS (
                SELECT r.trial, r.objective FROM result r
                WHERE r.study_id = ? AND (r.objective IS NOT NULL OR EXISTS (
                    SELECT FROM trial t WHERE t.study_id = r.study_id AND t.number = r.trial
                        AND t.state = 'COMPLETED' AND t.kind = 'SEARCH'))
                ORDER BY r.study_id, r.objective %1$s NULLS LAST, r.trial OFFSET ? LIMIT ?)
            SELECT t.number, t.param_values, t.attempt, r.objective, r.spread, r.metrics, r.steps, r.fit_ms
            FROM page JOIN result r ON r.study_id = ? AND r.trial = page.trial
            JOIN trial t ON t.study_id = r.study_id AND t.number = r.trial
            ORDER BY page.objective %1$s NULLS LAST, page.trial""";

    private static final String SAMPLE = """
            WITH numbered AS (
                SELECT t.number, row_number() OVER (ORDER BY t.number) - 1 AS at, count(*) OVER () AS n
                FROM trial t WHERE t.study_id = ? AND t.kind = 'SEARCH' AND (t.state = 'COMPLETED' OR NOT ?)),
            kept AS (
                SELECT number FROM numbered WHERE at = 0 OR at * ? / n <> (at - 1) * ? / n
                UNION (
                    SELECT r.trial FROM result r WHERE r.study_id = ? AND r.objective IS NOT NULL
                    ORDER BY r.study_id, r.objective %s, r.trial LIMIT ?))
            SELECT (SELECT n FROM numbered LIMIT 1) AS n,""" + " " + Records.TRIAL_COLUMNS
            + " FROM kept JOIN trial t ON t.study_id = ? AND t.number = kept.number" + Records.WITH_RESULT
            + "ORDER BY t.number";

    private static final String NAMED = "SELECT " + Records.TRIAL_COLUMNS + " FROM trial t" + Records.WITH_RESULT
            + "WHERE t.study_id = ? AND t.number = ANY (?) ORDER BY t.number";

    private static final String METRICS = """
            SELECT r.trial, r.metrics FROM result r JOIN trial t ON t.study_id = r.study_id AND t.number = r.trial
            WHERE r.study_id = ? AND t.kind = 'SEARCH' AND t.state = 'COMPLETED' ORDER BY r.trial""";

    private static final String TRIAL_AND_RESULT =
            "select t, r from TrialEntity t left join ResultEntity r on r.studyId = t.studyId and r.trial = t.number"
                    + " where t.studyId = :study and ";

    private final Sql sql;

    SqlTrialReader(Sql sql) {
        this.sql = sql;
    }

    private static List<TrialRecord> mapped(
            Tx tx, UUID study, String condition, UnaryOperator<SelectionQuery<Object[]>> parameters)
            throws SQLException {
        SelectionQuery<Object[]> query = tx.session()
                .createSelectionQuery(TRIAL_AND_RESULT + condition, Object[].class)
                .setParameter("study", study);
        return parameters.apply(query).getResultList().stream()
                .map(row -> ((TrialEntity) row[0]).toRecord((ResultEntity) row[1]))
                .toList();
    }

    @Override
    public Optional<TrialRecord> find(UUID study, int trial) {
        return sql.one(tx ->
                mapped(tx, study, "t.number = :number", query -> query.setParameter("number", trial)).stream()
                        .findFirst());
    }

    @Override
    public Optional<TrialRecord> finalTrial(UUID study) {
        return sql.one(tx -> mapped(
                        tx,
                        study,
                        "t.kind = :kind order by t.number desc",
                        query -> query.setParameter("kind", TrialKind.FINAL).setMaxResults(1))
                .stream()
                .findFirst());
    }

    @Override
    public TrialChanges changes(UUID study, long afterEvent) {
        return sql.one(tx -> changes(askChanges(tx, study, afterEvent).rows()));
    }

    @Override
    public Look look(UUID study, long afterEvent) {
        return sql.one(tx -> {
            Later<StudyRecord> found = Records.askStudy(tx, study);
            Later<Change> changes = askChanges(tx, study, afterEvent);
            StudyRecord record = found.first().orElseThrow(() -> new MissingRecord("there is no study " + study));
            return new Look(record, changes(changes.rows()));
        });
    }

    /** A trial that changed, or none, with the event up to which all are known. */
    private record Change(long event, Optional<TrialRecord> trial, boolean measured) {
        static Change read(ResultSet row) throws SQLException {
            boolean none = row.getObject("study_id") == null;
            return new Change(
                    row.getLong("event_seq"),
                    none ? Optional.empty() : Optional.of(Records.trial(row)),
                    row.getBoolean("measured"));
        }
    }

    private static Later<Change> askChanges(Tx tx, UUID study, long afterEvent) {
        return tx.ask(CHANGES, Change::read, afterEvent, study);
    }

    private static TrialChanges changes(List<Change> changes) {
        List<TrialRecord> trials =
                changes.stream().flatMap(change -> change.trial().stream()).toList();
        Set<Integer> measured = changes.stream()
                .filter(Change::measured)
                .flatMap(change -> change.trial().stream())
                .map(TrialRecord::number)
                .collect(Collectors.toSet());
        return new TrialChanges(changes.isEmpty() ? 0 : changes.get(0).event(), trials, measured);
    }

    @Override
    public Page<TrialRecord> list(UUID study, Set<TrialState> states, Optional<String> cursor, int limit) {
        int after = cursor.map(Cursors::number).orElse(0);
        String wanted = states.isEmpty() ? "" : " and t.state in :states";
        List<TrialRecord> rows =
                sql.one(tx -> mapped(tx, study, "t.number > :after" + wanted + " order by t.number", query -> {
                    query.setParameter("after", after).setMaxResults(limit + 1);
                    return states.isEmpty() ? query : query.setParameter("states", states);
                }));
        return Cursors.page(rows, limit, trial -> trial, trial -> Integer.toString(trial.number()));
    }

    @Override
    public TrialSample sample(UUID study, boolean completed, int spread, int best) {
        record Drawn(int of, TrialRecord trial) {}
        List<Drawn> drawn = sql.in(tx -> {
            boolean maximize = tx.any("SELECT FROM study WHERE id = ? AND maximize", study);
            return tx.list(
                    SAMPLE.formatted(maximize ? "DESC" : "ASC"),
                    row -> new Drawn(row.getInt("n"), Records.trial(row)),
                    study,
                    completed,
                    spread,
                    spread,
                    study,
                    best,
                    study);
        });
        return new TrialSample(
                drawn.isEmpty() ? 0 : drawn.get(0).of(),
                drawn.stream().map(Drawn::trial).toList());
    }

    @Override
    public List<TrialRecord> named(UUID study, Collection<Integer> trials) {
        return sql.one(tx -> tx.list(NAMED, Records::trial, study, trials.toArray(Integer[]::new)));
    }

    @Override
    public List<TrialMetrics> metrics(UUID study) {
        return sql.one(tx ->
                tx.list(METRICS, row -> new TrialMetrics(row.getInt(1), Json.numbers(row.getString(2))), study));
    }

    @Override
    public StoppingTally stopping(UUID study, int most) {
        return sql.in(tx -> TallyQuery.of(tx, study, most));
    }

    @Override
    public List<AttemptRecord> attempts(UUID study) {
        return attempts(study, "", query -> query);
    }

    @Override
    public List<AttemptRecord> newestAttempts(UUID study, int most) {
        return sql.in(tx -> {
            Optional<Instant> oldest = tx
                    .session()
                    .createSelectionQuery(
                            "select startedAt from AttemptEntity where studyId = :study order by startedAt desc",
                            Instant.class)
                    .setParameter("study", study)
                    .setFirstResult(most)
                    .setMaxResults(1)
                    .getResultList()
                    .stream()
                    .findFirst();
            return attempts(
                    tx,
                    study,
                    oldest.isPresent() ? " and (startedAt > :oldest or state = :running)" : "",
                    query -> oldest.isPresent()
                            ? query.setParameter("oldest", oldest.get()).setParameter("running", AttemptState.RUNNING)
                            : query);
        });
    }

    @Override
    public List<AttemptRecord> attempts(UUID study, int trial) {
        return attempts(study, " and trial = :trial", query -> query.setParameter("trial", trial));
    }

    private List<AttemptRecord> attempts(
            UUID study, String condition, UnaryOperator<SelectionQuery<AttemptEntity>> parameters) {
        return sql.in(tx -> attempts(tx, study, condition, parameters));
    }

    private static List<AttemptRecord> attempts(
            Tx tx, UUID study, String condition, UnaryOperator<SelectionQuery<AttemptEntity>> parameters)
            throws SQLException {
        return parameters
                .apply(tx.session()
                        .createSelectionQuery(
                                "from AttemptEntity where studyId = :study" + condition
                                        + " order by startedAt, trial, number",
                                AttemptEntity.class)
                        .setParameter("study", study))
                .getResultList()
                .stream()
                .map(AttemptEntity::toRecord)
                .toList();
    }

    @Override
    public List<MeasurementRow> measurements(UUID study, int trial) {
        return sql.in(tx -> {
            Later<List<String>> names = names(tx, study);
            List<Point> points =
                    tx.list(POINTS + " AND trial = ? ORDER BY step, attempt", row -> point(row, names), study, trial);
            Map<Integer, MeasurementRow> newest = new TreeMap<>();
            points.forEach(point ->
                    newest.put(point.item().measurement().step(), point.item().measurement()));
            return List.copyOf(newest.values());
        });
    }

    @Override
    public List<TrialCurve> curves(UUID study, String metric, Collection<Integer> trials) {
        record Value(int trial, int step, double value) {}
        Integer[] wanted = trials.toArray(Integer[]::new);
        List<Value> values = sql.one(tx -> tx.list(
                CURVES,
                row -> new Value(row.getInt(1), row.getInt(2), row.getDouble(3)),
                study,
                metric,
                study,
                wanted,
                wanted));
        Map<Integer, List<Value>> byTrial = new LinkedHashMap<>();
        values.forEach(value ->
                byTrial.computeIfAbsent(value.trial(), any -> new ArrayList<>()).add(value));
        return byTrial.entrySet().stream()
                .map(entry -> new TrialCurve(
                        entry.getKey(),
                        entry.getValue().stream().mapToInt(Value::step).toArray(),
                        entry.getValue().stream().mapToDouble(Value::value).toArray()))
                .toList();
    }

    @Override
    public Map<Integer, List<TrialCurve>> foldCurves(UUID study, String metric, Collection<Integer> trials) {
        Map<Integer, Map<Integer, MeasurementRow>> newest = new TreeMap<>();
        sql.in(tx -> {
                    Later<List<String>> names = names(tx, study);
                    return tx.list(
                            POINTS + " AND trial = ANY (?) ORDER BY trial, step, attempt",
                            row -> point(row, names).item(),
                            study,
                            trials.toArray(Integer[]::new));
                })
                .forEach(item -> newest.computeIfAbsent(item.trial(), any -> new TreeMap<>())
                        .put(item.measurement().step(), item.measurement()));
        Map<Integer, List<TrialCurve>> curves = new TreeMap<>();
        newest.forEach((trial, rows) -> curves.put(trial, TrialCurve.byFold(trial, metric, rows.values())));
        curves.values().removeIf(List::isEmpty);
        return curves;
    }

    @Override
    public MeasurementFeed feed(UUID study, long cursor, int limit) {
        return sql.in(tx -> {
            Later<List<String>> names = names(tx, study);
            List<Point> points = tx.list(
                    POINTS + " AND tx > ? AND tx < " + SETTLED + " ORDER BY tx FETCH FIRST ? ROWS WITH TIES",
                    row -> point(row, names),
                    study,
                    cursor,
                    limit);
            long end = points.isEmpty() ? cursor : points.get(points.size() - 1).tx();
            return new MeasurementFeed(end, points.stream().map(Point::item).toList());
        });
    }

    @Override
    public long feedEnd(UUID study) {
        return sql.one(tx -> tx.first(
                        "SELECT coalesce(max(tx), 0) FROM measurement WHERE study_id = ? AND tx < " + SETTLED,
                        row -> row.getLong(1),
                        study)
                .orElse(0L));
    }

    @Override
    public List<LeaderboardRow> leaderboard(UUID study, int skipped, int limit) {
        return sql.in(tx -> {
            boolean maximize = tx.any("SELECT FROM study WHERE id = ? AND maximize", study);
            String ranks = LEADERBOARD.formatted(maximize ? "DESC" : "ASC");
            int[] rank = {skipped};
            return tx.list(ranks, row -> leaderboardRow(row, ++rank[0]), study, skipped, limit, study);
        });
    }

    @Override
    public Map<String, Object> provenance(UUID study, int trial) {
        return sql.one(tx -> tx.first(
                        "SELECT provenance FROM result WHERE study_id = ? AND trial = ? AND provenance IS NOT NULL",
                        row -> Json.object(row.getString(1)),
                        study,
                        trial)
                .orElse(Map.of()));
    }

    @Override
    public Optional<CheckpointRow> checkpoint(UUID study, int trial) {
        return sql.one(
                tx -> ClaimQuery.newestCheckpoint(tx, study, trial, trial).first());
    }

    private static LeaderboardRow leaderboardRow(ResultSet row, int rank) throws SQLException {
        double objective = row.getDouble("objective");
        OptionalDouble score = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(objective);
        return new LeaderboardRow(
                rank,
                row.getInt("number"),
                Json.object(row.getString("param_values")),
                score,
                row.getDouble("spread"),
                Json.numbers(row.getString("metrics")),
                row.getInt("steps"),
                Duration.ofMillis(row.getLong("fit_ms")),
                row.getInt("attempt"));
    }

    /** In the order in which metrics are stored; it comes with what is asked next. */
    private static Later<List<String>> names(Tx tx, UUID study) {
        return tx.ask("SELECT metrics FROM study WHERE id = ?", row -> Json.strings(row.getString(1)), study);
    }

    private static Point point(ResultSet row, Later<List<String>> asked) throws SQLException {
        List<String> names = asked.first().orElse(List.of());
        Double[] values = (Double[]) row.getArray("metrics").getArray();
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(values.length, names.size()); i++) {
            metrics.put(names.get(i), values[i]);
        }
        MeasurementRow measurement = new MeasurementRow(
                row.getInt("step"),
                Duration.ofMillis(row.getLong("elapsed_ms")),
                metrics,
                Json.lists(row.getString("per_fold")));
        return new Point(
                row.getLong("tx"), new MeasurementFeed.Item(row.getInt("trial"), row.getInt("attempt"), measurement));
    }

    private record Point(long tx, MeasurementFeed.Item item) {}
}
