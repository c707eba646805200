package dev.cairn.store;

import java.util.List;
import java.util.UUID;

/** The registry of workers. */
public interface WorkerStore {
    /** Joins, or joins again after the row was lost. */
    void register(NewWorker worker);

    /**
     * Says "still here"; answers whether the worker shall drain.
     *
     * @throws MissingRecord when it is not registered (any more)
     */
    boolean heartbeat(UUID worker);

    /** Asks the worker to take no more work. False when it is unknown. */
    boolean drain(UUID worker);

    void unregister(UUID worker);

    /** Workers seen within the last hour, by start. */
    List<WorkerRecord> list();
}
