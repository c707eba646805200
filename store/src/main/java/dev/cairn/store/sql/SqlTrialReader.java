package dev.cairn.store.sql;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.Page;
import dev.cairn.store.TrialChanges;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.entity.AttemptEntity;
import dev.cairn.store.entity.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What PostgreSQL knows of trials. */
final class SqlTrialReader implements TrialReader {
    private static final String POINTS = """
            SELECT trial, attempt, step, elapsed_ms, metrics, per_fold, tx FROM measurement
            WHERE study_id = ?""";

    /** Transactions below the oldest open one are all visible, so no later commit can come before the cursor. */
    private static final String SETTLED = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private final Sql sql;

    SqlTrialReader(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<TrialRecord> find(UUID study, int trial) {
        return sql.in(tx -> Records.trial(tx, study, trial));
    }

    @Override
    public Optional<TrialRecord> finalTrial(UUID study) {
        return sql.in(tx -> Records.trials(
                        tx,
                        study,
                        "t.kind = :kind order by t.number desc limit 1",
                        query -> query.setParameter("kind", TrialKind.FINAL))
                .stream()
                .findFirst());
    }

    @Override
    public TrialChanges changes(UUID study, long afterEvent) {
        return sql.in(tx -> {
            // Read first: a trial that changes in between is handed out now and again next time.
            long event = tx.first("SELECT event_seq FROM study WHERE id = ?", row -> row.getLong(1), study)
                    .orElse(0L);
            List<TrialRecord> trials = Records.trials(
                    tx, study, "t.event > :event order by t.number", query -> query.setParameter("event", afterEvent));
            return new TrialChanges(event, trials);
        });
    }

    @Override
    public Page<TrialRecord> list(UUID study, Set<TrialState> states, Optional<String> cursor, int limit) {
        int after = cursor.map(Cursors::number).orElse(0);
        String wanted = states.isEmpty() ? "" : " and t.state in :states";
        List<TrialRecord> rows =
                sql.in(tx -> Records.trials(tx, study, "t.number > :after" + wanted + " order by t.number", query -> {
                    query.setParameter("after", after).setMaxResults(limit + 1);
                    return states.isEmpty() ? query : query.setParameter("states", states);
                }));
        return Cursors.page(rows, limit, trial -> trial, trial -> Integer.toString(trial.number()));
    }

    @Override
    public List<AttemptRecord> attempts(UUID study) {
        return sql.in(tx -> tx
                .session()
                .createSelectionQuery(
                        "from AttemptEntity where studyId = :study order by startedAt, trial, number",
                        AttemptEntity.class)
                .setParameter("study", study)
                .getResultList()
                .stream()
                .map(AttemptEntity::toRecord)
                .toList());
    }

    @Override
    public List<MeasurementRow> measurements(UUID study, int trial) {
        return sql.in(tx -> {
            List<String> names = names(tx, study);
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
        List<Value> values = sql.in(tx -> {
            int place = names(tx, study).indexOf(metric) + 1;
            if (place == 0) {
                return List.of();
            }
            Integer[] wanted = trials.toArray(Integer[]::new);
            return tx.list(
                    """
                    SELECT DISTINCT ON (trial, step) trial, step, metrics[?] FROM measurement
                    WHERE study_id = ? AND (cardinality(?::integer[]) = 0 OR trial = ANY (?))
                    ORDER BY trial, step, attempt DESC""",
                    row -> new Value(row.getInt(1), row.getInt(2), row.getDouble(3)),
                    place,
                    study,
                    wanted,
                    wanted);
        });
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
                    List<String> names = names(tx, study);
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
            List<String> names = names(tx, study);
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
        return sql.in(tx -> tx.first(
                        "SELECT coalesce(max(tx), 0) FROM measurement WHERE study_id = ? AND tx < " + SETTLED,
                        row -> row.getLong(1),
                        study)
                .orElse(0L));
    }

    @Override
    public List<LeaderboardRow> leaderboard(UUID study, int limit) {
        return sql.in(tx -> tx.list(
                "SELECT * FROM leaderboard WHERE study_id = ? ORDER BY rank NULLS LAST, trial LIMIT ?",
                SqlTrialReader::leaderboardRow,
                study,
                limit));
    }

    @Override
    public Optional<CheckpointRow> checkpoint(UUID study, int trial) {
        return sql.in(tx -> ClaimQuery.newestCheckpoint(tx, study, trial));
    }

    private static LeaderboardRow leaderboardRow(ResultSet row) throws SQLException {
        int rank = row.getInt("rank");
        OptionalInt ranked = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rank);
        double objective = row.getDouble("objective");
        OptionalDouble score = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(objective);
        return new LeaderboardRow(
                ranked,
                row.getInt("trial"),
                TrialState.valueOf(row.getString("state")),
                Json.object(row.getString("param_values")),
                score,
                row.getDouble("spread"),
                Json.numbers(row.getString("metrics")),
                row.getInt("steps"),
                Duration.ofMillis(row.getLong("fit_ms")),
                row.getInt("attempts"));
    }

    private static List<String> names(Tx tx, UUID study) throws SQLException {
        return tx.first("SELECT metrics FROM study WHERE id = ?", row -> Json.strings(row.getString(1)), study)
                .orElse(List.of());
    }

    private static Point point(ResultSet row, List<String> names) throws SQLException {
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
