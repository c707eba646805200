package dev.cairn.store.sql;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewWorker;
import dev.cairn.store.WorkerOrders;
import dev.cairn.store.WorkerRecord;
import dev.cairn.store.WorkerStore;
import dev.cairn.store.entity.Json;
import dev.cairn.store.entity.WorkerEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Workers in PostgreSQL; who is alive is judged by the database's clock. */
final class SqlWorkerStore implements WorkerStore {
    private static final String LIST = """
            SELECT w.id, w.last_seen > clock_timestamp() - interval '10 seconds',
                   (SELECT count(*) FROM attempt a WHERE a.worker_id = w.id AND a.state = 'RUNNING')
            FROM worker w WHERE w.last_seen > clock_timestamp() - interval '1 hour'
            ORDER BY w.started_at, w.id""";

    private final Sql sql;

    SqlWorkerStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void register(NewWorker worker) {
        sql.in(tx -> tx.update(
                """
                INSERT INTO worker (id, host, pid, version, slots, offers) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET slots = excluded.slots, offers = excluded.offers,
                    last_seen = clock_timestamp()""",
                worker.id(),
                worker.host(),
                worker.pid(),
                worker.version(),
                Json.write(worker.slots()),
                Json.write(worker.offers())));
    }

    @Override
    public WorkerOrders heartbeat(UUID worker) {
        return sql.in(tx -> tx.first(
                        "UPDATE worker SET last_seen = clock_timestamp() WHERE id = ? RETURNING cordoned, draining",
                        row -> new WorkerOrders(row.getBoolean(1), row.getBoolean(2)),
                        worker)
                .orElseThrow(() -> new MissingRecord("there is no worker " + worker)));
    }

    @Override
    public boolean drain(UUID worker) {
        return order(worker, true, true);
    }

    @Override
    public boolean cordon(UUID worker) {
        return order(worker, true, false);
    }

    @Override
    public boolean uncordon(UUID worker) {
        return order(worker, false, false);
    }

    private boolean order(UUID worker, boolean cordoned, boolean draining) {
        return sql.in(tx -> tx.update(
                        "UPDATE worker SET cordoned = ?, draining = ? WHERE id = ?", cordoned, draining, worker))
                > 0;
    }

    @Override
    public void unregister(UUID worker) {
        sql.in(tx -> tx.update("DELETE FROM worker WHERE id = ?", worker));
    }

    @Override
    public List<WorkerRecord> list() {
        record Seen(UUID id, boolean alive, int running) {}
        return sql.in(tx -> {
            List<WorkerRecord> workers = new ArrayList<>();
            for (Seen seen :
                    tx.list(LIST, row -> new Seen(row.getObject(1, UUID.class), row.getBoolean(2), row.getInt(3)))) {
                workers.add(tx.session().get(WorkerEntity.class, seen.id()).toRecord(seen.alive(), seen.running()));
            }
            return workers;
        });
    }
}
