package dev.cairn.server.worker;

import dev.cairn.server.schedule.QuartzClusters;
import dev.cairn.server.schedule.Timer;
import dev.cairn.server.schedule.Upkeep;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewWorker;
import dev.cairn.store.SchemaMoved;
import dev.cairn.store.SlotOffer;
import dev.cairn.store.WorkerOrders;
import dev.cairn.store.WorkerStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: offers slots to queues, runs what it claims for them, renews the leases of what runs, and says that it is alive. It ends in good
 * order, giving trials back with a checkpoint, or it dies and its trials are taken over when their leases end.
 */
public final class WorkerRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRuntime.class);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration LISTEN_EVERY = Duration.ofMillis(200);
    private static final Duration WRITE_EVERY = Duration.ofMillis(100);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);
    private static final Duration LOG_EVERY = Duration.ofSeconds(2);
    private static final Duration TIME_EVERY = Duration.ofMillis(50);

    /** The children's own grace to save a checkpoint is shorter, so that this bound is met by nobody but the dead. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    /** Whatever was killed has its end told to the store. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final WorkerParts parts;
    private final NewWorker registration;
    private final QuartzClusters clusters;
    private final LiveAttempts live = new LiveAttempts();
    private final List<Timer> timers;
    private volatile boolean cordoned;
    private volatile boolean draining;
    private boolean leaving;

    private WorkerRuntime(WorkerParts parts, NewWorker registration, QuartzClusters clusters) {
        this.parts = parts;
        this.registration = registration;
        this.clusters = clusters;
        Scratch.sweep(parts.scratch());
        // The database may die at any moment, this one included.
        Patience.untilReached(() -> {
            parts.stores().workers().register(registration);
            return registration;
        });
        this.timers = List.of(
                Timer.every(RENEW_EVERY, "renewer", this::renew),
                Timer.every(LISTEN_EVERY, "wish-listener", this::listen),
                Timer.every(WRITE_EVERY, "measurement-writer", live::flush),
                Timer.every(TIME_EVERY, "budget-watch", live::checkTime),
                Timer.every(LOG_EVERY, "log-keeper", () -> live.all().forEach(LiveAttempt::keepLog)),
                Timer.every(BEAT_EVERY, "worker-heartbeat", this::beat));
    }

    /**
     * Registers the worker and joins the queues.
     *
     * @param version of the program, shown with the worker
     * @param slots by queue
     */
    public static WorkerRuntime start(
            WorkerParts parts, String version, Map<String, List<Slot>> slots, QuartzClusters clusters) {
        List<SlotOffer> offers =
                slots.values().stream().flatMap(List::stream).map(Slot::offer).toList();
        NewWorker registration =
                new NewWorker(parts.id(), hostName(), ProcessHandle.current().pid(), version, offers);
        WorkerRuntime worker = new WorkerRuntime(parts, registration, clusters);
        slots.forEach(worker::join);
        return worker;
    }

    /** Attempts that run here now. */
    public int running() {
        return live.refs().size();
    }

    /** Whether it claims trials: neither cordoned nor draining. */
    public boolean takesWork() {
        return !cordoned && !draining;
    }

    private void join(String queue, List<Slot> slots) {
        if (slots.isEmpty()) {
            return;
        }
        AttemptRunner work = new AttemptRunner(
                queue, new ConcurrentLinkedQueue<>(slots), parts, live, () -> cordoned || draining, this::retire);
        clusters.join(queue, slots.size(), work);
    }

    private void renew() {
        Set<AttemptRef> refs = live.refs();
        if (!refs.isEmpty()) {
            live.heard(refs, parts.renewals().renew(refs, Upkeep.LEASE));
        }
    }

    /** A pause, a cancel or a preemption is heard sooner than with the next renewal. */
    private void listen() {
        if (running() > 0) {
            live.wished(parts.stores().trials().wishes(parts.id()));
        }
    }

    private void beat() {
        WorkerStore workers = parts.stores().workers();
        try {
            obey(workers.heartbeat(parts.id()));
        } catch (MissingRecord e) {
            workers.register(registration);
        }
    }

    private synchronized void obey(WorkerOrders orders) {
        if (leaving) {
            return;
        }
        boolean before = cordoned;
        cordoned = orders.cordoned();
        if (orders.draining() && !draining) {
            LOG.info("this worker was asked to drain");
            giveBack();
        } else if (cordoned && !before) {
            LOG.info("this worker was asked to take no more work");
            clusters.standby();
        } else if (before && !cordoned) {
            LOG.info("this worker takes work again");
            draining = false;
            clusters.resume();
        }
    }

    /** Takes no more work; what runs saves a checkpoint and goes back to its queue, which counts against no trial. */
    private void giveBack() {
        draining = true;
        clusters.standby();
        live.all().forEach(attempt -> attempt.wish(Wish.DRAIN));
    }

    /** Somebody newer takes over. */
    private synchronized void retire(SchemaMoved reason) {
        if (!leaving) {
            LOG.error("{}", reason.getMessage());
            leave();
        }
    }

    /** Drains, then leaves. Returns within seconds, also when the store is away. */
    @Override
    public void close() {
        leave();
        awaitIdle(DRAIN_LIMIT);
        parts.processes().close();
        awaitIdle(AFTER_KILL);
        timers.forEach(Timer::close);
        try {
            parts.stores().workers().unregister(parts.id());
        } catch (RuntimeException e) {
            LOG.warn("worker {} leaves without a word; its row ages out", parts.id(), e);
        }
    }

    private synchronized void leave() {
        leaving = true;
        giveBack();
    }

    private void awaitIdle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (running() > 0 && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
