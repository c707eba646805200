package dev.cairn.store.memory;

import dev.cairn.store.AttemptState;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewWorker;
import dev.cairn.store.WorkerOrders;
import dev.cairn.store.WorkerRecord;
import dev.cairn.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Workers in memory. */
final class MemoryWorkerStore implements WorkerStore {
    private static final Duration ALIVE = Duration.ofSeconds(10);
    private static final Duration LISTED = Duration.ofHours(1);

    private final World world;
    private final Map<UUID, Row> workers = new LinkedHashMap<>();

    private record Row(NewWorker worker, Instant startedAt, Instant lastSeen, WorkerOrders orders) {
        Row seen(Instant at) {
            return new Row(worker, startedAt, at, orders);
        }
    }

    MemoryWorkerStore(World world) {
        this.world = world;
    }

    @Override
    public void register(NewWorker worker) {
        synchronized (world) {
            workers.merge(
                    worker.id(),
                    new Row(worker, world.now(), world.now(), new WorkerOrders(false, false)),
                    (old, fresh) -> new Row(worker, old.startedAt(), world.now(), old.orders()));
        }
    }

    @Override
    public WorkerOrders heartbeat(UUID worker) {
        synchronized (world) {
            Row row = workers.computeIfPresent(worker, (id, old) -> old.seen(world.now()));
            if (row == null) {
                throw new MissingRecord("there is no worker " + worker);
            }
            return row.orders();
        }
    }

    @Override
    public boolean drain(UUID worker) {
        return order(worker, new WorkerOrders(true, true));
    }

    @Override
    public boolean cordon(UUID worker) {
        return order(worker, new WorkerOrders(true, false));
    }

    @Override
    public boolean uncordon(UUID worker) {
        return order(worker, new WorkerOrders(false, false));
    }

    private boolean order(UUID worker, WorkerOrders orders) {
        synchronized (world) {
            return workers.computeIfPresent(
                            worker, (id, old) -> new Row(old.worker(), old.startedAt(), old.lastSeen(), orders))
                    != null;
        }
    }

    @Override
    public void unregister(UUID worker) {
        synchronized (world) {
            workers.remove(worker);
        }
    }

    @Override
    public List<WorkerRecord> list() {
        synchronized (world) {
            return workers.values().stream()
                    .filter(row -> row.lastSeen().plus(LISTED).isAfter(world.now()))
                    .map(this::record)
                    .toList();
        }
    }

    private WorkerRecord record(Row row) {
        NewWorker worker = row.worker();
        long running = world.studies().values().stream()
                .flatMap(study -> study.trials().values().stream())
                .flatMap(trial -> trial.attempts().stream())
                .filter(attempt -> attempt.state() == AttemptState.RUNNING
                        && attempt.worker().equals(worker.id()))
                .count();
        return new WorkerRecord(
                worker.id(),
                worker.host(),
                worker.pid(),
                worker.version(),
                worker.offers(),
                row.startedAt(),
                row.lastSeen(),
                row.lastSeen().plus(ALIVE).isAfter(world.now()),
                row.orders().cordoned(),
                row.orders().draining(),
                (int) running);
    }
}
