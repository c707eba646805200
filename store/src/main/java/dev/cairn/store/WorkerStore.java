package dev.cairn.store;

import java.util.List;
import java.util.UUID;

/** The registry of workers. */
public interface WorkerStore {
    /** Joins, or joins again after the row was lost. */
    void register(NewWorker worker);

    /**
     * Says "still here"; answers what the worker shall do.
     *
     * @throws MissingRecord when it is not registered (any more)
     */
    WorkerOrders heartbeat(UUID worker);

    /** Asks the worker to take no more work and to give back what runs. False when it is unknown. */
    boolean drain(UUID worker);

    /** Asks the worker to take no more work; what runs goes on. False when it is unknown. */
    boolean cordon(UUID worker);

    /** Lets the worker take work again, after a cordon or a drain. False when it is unknown. */
    boolean uncordon(UUID worker);

    void unregister(UUID worker);

    /** Workers seen within the last hour, by start. */
    List<WorkerRecord> list();
}
