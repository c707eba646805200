package dev.cairn.server.schedule;

import dev.cairn.store.NewStudy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The Quartz clusters this process belongs to, one per queue. A worker joins the queues it has slots for; for any other queue a planning
 * membership is opened when the first hint is due.
 */
public final class QuartzClusters implements WorkHints, AutoCloseable {
    private final DataSource database;
    private final String instance;
    private final Map<String, QuartzCluster> byQueue = new ConcurrentHashMap<>();

    /** @param instance name of this process, unique among all members of a cluster */
    public QuartzClusters(DataSource database, String instance) {
        this.database = database;
        this.instance = instance;
    }

    /** Starts to fire hints of the queue on {@code slots} threads. */
    public void join(String queue, int slots, Work work) {
        byQueue.compute(queue, (name, before) -> {
            if (before != null) {
                before.close();
            }
            return QuartzCluster.worker(database, name, instance, slots, work);
        });
    }

    @Override
    public void workReady(String queue, int count) {
        if (queue.equals(NewStudy.EXTERNAL_QUEUE)) {
            return; // clients ask for their work
        }
        of(queue).hint(count);
    }

    /** Hints of the queue that wait to be fired. */
    public int waitingHints(String queue) {
        return of(queue).waitingHints();
    }

    /** Fires no further hint in this process; work that runs goes on. */
    public void standby() {
        byQueue.values().forEach(QuartzCluster::standby);
    }

    /** Fires hints again where this process has slots. */
    public void resume() {
        byQueue.values().forEach(QuartzCluster::resume);
    }

    /** Leaves all clusters, after the work that runs here has returned. */
    @Override
    public void close() {
        byQueue.values().forEach(QuartzCluster::close);
        byQueue.clear();
    }

    private QuartzCluster of(String queue) {
        return byQueue.computeIfAbsent(queue, name -> QuartzCluster.planner(database, name, instance + "-planner"));
    }
}
