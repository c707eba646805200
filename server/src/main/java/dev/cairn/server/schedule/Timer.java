package dev.cairn.server.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain timer with a thread of its own. A failing round never ends it: the first failure of a row is logged with its cause, the recovery with
 * its count, so that an outage of the database writes two lines and not thousands.
 */
public final class Timer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    private final String name;
    private final Runnable round;
    private final ScheduledExecutorService thread;
    private int failuresInARow;

    private Timer(String name, Runnable round) {
        this.name = name;
        this.round = round;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Runs {@code round} again and again, {@code pause} after its last end, until closed. */
    public static Timer every(Duration pause, String name, Runnable round) {
        Timer timer = new Timer(name, round);
        var unused = timer.thread.scheduleWithFixedDelay(
                timer::guardedRound, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return timer;
    }

    private void guardedRound() {
        try {
            round.run();
            if (failuresInARow > 0) {
                LOG.info("{} works again after {} failed rounds", name, failuresInARow);
                failuresInARow = 0;
            }
        } catch (RuntimeException e) {
            if (failuresInARow++ == 0) {
                LOG.warn("{} failed and goes on trying", name, e);
            }
        }
    }

    /** Ends after the round that runs, which is interrupted when it takes long. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
