package dev.cairn.server.trial;

import dev.cairn.trainers.Device;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child processes of one worker. A child that ended a trial in good order stays warm for the next one of the same
 * device and heap; it is retired when it has been idle for a while, and not used again after a cancel or when its memory
 * grew. One thread watches limits and idleness.
 */
public final class TrialPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrialPool.class);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(200);

    private final TrialPoolConfig config;
    private final String classpath;
    private final Set<TrialProcess> all = ConcurrentHashMap.newKeySet();
    private final Deque<TrialProcess> idle = new ArrayDeque<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "trial-watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    public TrialPool(TrialPoolConfig config) {
        this(config, ChildClasspath.current());
    }

    TrialPool(TrialPoolConfig config, String classpath) {
        this.config = config;
        this.classpath = classpath;
        ChildFolder.sweep(config.work());
        long millis = WATCH_INTERVAL.toMillis();
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A warm child, or a new one. */
    public TrialProcess lease(Device device, HeapClass heap) {
        TrialProcess.Key key = new TrialProcess.Key(device, heap);
        return warm(key).orElseGet(() -> start(key, true));
    }

    /** A new child for one task only, which has seen no other trial's data and will see none. */
    public TrialProcess fresh(Device device, HeapClass heap) {
        return start(new TrialProcess.Key(device, heap), false);
    }

    /** Idle children that are still warm. */
    public int warmChildren() {
        synchronized (idle) {
            return idle.size();
        }
    }

    /** Kills all children and waits until they are gone and their runs have been told, mostly that the child died. */
    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.clear();
        }
        watch.shutdownNow();
        List<TrialProcess> children = List.copyOf(all);
        if (TrialArchive.isWritten()) {
            children.forEach(TrialProcess::leave);
        }
        children.forEach(TrialProcess::destroy);
        children.forEach(TrialProcess::awaitEnd);
    }

    TrialPoolConfig config() {
        return config;
    }

    String classpath() {
        return classpath;
    }

    void takeBack(TrialProcess process) {
        synchronized (idle) {
            if (!closed && process.healthy()) {
                idle.push(process);
                return;
            }
        }
        process.destroy();
    }

    void forget(TrialProcess process) {
        all.remove(process);
        synchronized (idle) {
            idle.remove(process);
        }
    }

    private Optional<TrialProcess> warm(TrialProcess.Key key) {
        synchronized (idle) {
            Optional<TrialProcess> found = idle.stream()
                    .filter(process -> process.key().equals(key) && process.healthy())
                    .findFirst();
            found.ifPresent(idle::remove);
            return found;
        }
    }

    private TrialProcess start(TrialProcess.Key key, boolean reusable) {
        TrialProcess process = TrialProcess.start(key, reusable, this);
        all.add(process);
        synchronized (idle) {
            if (closed) {
                process.destroy();
                throw new TrialProcessFailure("the trial pool is closed");
            }
        }
        if (!process.alive()) {
            forget(process);
        }
        return process;
    }

    private void look() {
        try {
            all.forEach(TrialProcess::check);
            retireIdle();
        } catch (RuntimeException e) {
            // An exception would end the timer and with it all limits.
            LOG.error("watching trial processes failed", e);
        }
    }

    private void retireIdle() {
        synchronized (idle) {
            idle.removeIf(process -> {
                boolean old = process.idleLongerThan(config.idleAfter());
                if (old) {
                    process.destroy();
                }
                return old;
            });
        }
    }
}
