package dev.cairn.store.sql;

import dev.cairn.store.BackOff;
import dev.cairn.store.ProjectQuota;
import dev.cairn.store.ProjectRecord;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Quotas, prices and what was used, in PostgreSQL. */
final class SqlSharingStore implements SharingStore {
    private static final String PROJECTS = Loads.WITH + """
            SELECT n.name, coalesce(p.weight, 1) AS weight, p.max_running, p.max_device_ms,
                   coalesce(pa.trials, 0) AS trials,
                   coalesce(pa.ms, (
                       SELECT sum(q.month_ms) FROM project_queue q
                       WHERE q.project = n.name
                         AND q.month = date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date), 0) AS ms
            FROM (SELECT name FROM project
                  UNION SELECT project FROM load
                  UNION SELECT project FROM study WHERE state = 'PAUSED') n
            LEFT JOIN project p ON p.name = n.name
            LEFT JOIN project_all pa ON pa.project = n.name
            ORDER BY n.name""";

    private static final String SPENDING = """
            SELECT s.id, s.device_ms + live.ms AS ms,
                   s.money + live.money AS money, live.trials
            FROM study s
            CROSS JOIN LATERAL (
                SELECT count(*) AS trials,
                       coalesce(sum(extract(epoch FROM clock_timestamp() - a.started_at) * 1000), 0)::float8 AS ms,
                       coalesce(sum(extract(epoch FROM clock_timestamp() - a.started_at) / 3600 * p.price), 0)::float8 AS money
                FROM attempt a LEFT JOIN queue_price p ON p.queue = coalesce(a.queue, s.queue)
                WHERE a.study_id = s.id AND a.state = 'RUNNING') live
            WHERE s.id = ANY (?)""";

    private static final String BACK_OFFS = """
            SELECT DISTINCT ON (t.study_id) t.study_id, t.number, a.reason,
                   count(*) OVER (PARTITION BY t.study_id) AS trials,
                   extract(epoch FROM t.not_before - clock_timestamp()) * 1000 AS ms
            FROM trial t
            LEFT JOIN attempt a ON a.study_id = t.study_id AND a.trial = t.number AND a.number = t.attempt
            WHERE t.study_id = ANY (?) AND t.state = 'QUEUED' AND t.not_before > clock_timestamp()
            ORDER BY t.study_id, t.not_before""";

    private final Sql sql;

    SqlSharingStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void configure(List<ProjectQuota> projects, Map<String, Double> pricesPerSlotHour) {
        sql.in(tx -> {
            tx.any("SELECT pg_advisory_xact_lock(hashtext('cairn_sharing'))");
            tx.update("DELETE FROM project");
            for (ProjectQuota project : projects) {
                tx.update(
                        "INSERT INTO project (name, weight, max_running, max_device_ms) VALUES (?, ?, ?, ?)",
                        project.name(),
                        project.weight(),
                        project.maxRunning().isPresent()
                                ? Optional.of(project.maxRunning().getAsInt())
                                : Optional.empty(),
                        project.maxDeviceTime().map(Duration::toMillis));
            }
            tx.update("DELETE FROM queue_price");
            for (Map.Entry<String, Double> price : pricesPerSlotHour.entrySet()) {
                tx.update("INSERT INTO queue_price (queue, price) VALUES (?, ?)", price.getKey(), price.getValue());
            }
            return true;
        });
    }

    @Override
    public List<ProjectRecord> projects() {
        return sql.in(tx -> tx.list(PROJECTS, SqlSharingStore::project));
    }

    private static ProjectRecord project(ResultSet row) throws SQLException {
        Optional<Integer> running = Optional.ofNullable(row.getObject("max_running", Integer.class));
        Optional<Long> time = Optional.ofNullable(row.getObject("max_device_ms", Long.class));
        return new ProjectRecord(
                new ProjectQuota(
                        row.getString("name"),
                        row.getDouble("weight"),
                        running.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        time.map(Duration::ofMillis)),
                row.getInt("trials"),
                Duration.ofMillis((long) row.getDouble("ms")));
    }

    @Override
    public Map<String, Double> prices() {
        Map<String, Double> prices = new LinkedHashMap<>();
        sql.in(tx -> tx.list(
                        "SELECT queue, price FROM queue_price ORDER BY queue",
                        row -> Map.entry(row.getString(1), row.getDouble(2))))
                .forEach(price -> prices.put(price.getKey(), price.getValue()));
        return prices;
    }

    @Override
    public Map<UUID, Spending> spending(Collection<UUID> studies) {
        record Spent(UUID study, Spending spending) {}
        UUID[] ids = studies.toArray(UUID[]::new);
        Map<UUID, Spending> spending = new HashMap<>();
        sql.in(tx -> tx.list(
                        SPENDING,
                        row -> new Spent(
                                row.getObject("id", UUID.class),
                                new Spending(
                                        Duration.ofMillis((long) row.getDouble("ms")),
                                        row.getDouble("money"),
                                        row.getInt("trials"))),
                        (Object) ids))
                .forEach(spent -> spending.put(spent.study(), spent.spending()));
        return spending;
    }

    @Override
    public Map<UUID, BackOff> backOffs(Collection<UUID> studies) {
        record Waiting(UUID study, BackOff backOff) {}
        UUID[] ids = studies.toArray(UUID[]::new);
        Map<UUID, BackOff> backOffs = new HashMap<>();
        sql.in(tx -> tx.list(
                        BACK_OFFS,
                        row -> new Waiting(
                                row.getObject("study_id", UUID.class),
                                new BackOff(
                                        row.getInt("trials"),
                                        row.getInt("number"),
                                        Duration.ofMillis(Math.max(0, (long) row.getDouble("ms"))),
                                        Optional.ofNullable(row.getString("reason")))),
                        (Object) ids))
                .forEach(one -> backOffs.put(one.study(), one.backOff()));
        return backOffs;
    }

    @Override
    public int preempt(String queue) {
        return sql.in(tx -> new Preemption(tx, queue).run());
    }
}
