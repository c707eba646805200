package dev.cairn.server.trial;

import java.time.Duration;
import java.util.OptionalLong;

/** How long a run has worked: the time since it began without the times at which it waited for something that is not its own affair. */
final class WorkClock {
    private long began = System.nanoTime();
    private long waited;
    private OptionalLong waitsSince = OptionalLong.empty();

    /** The child has the task; until then it was the machine's time. */
    synchronized void begins() {
        began = System.nanoTime();
    }

    synchronized void waits(boolean now) {
        long instant = System.nanoTime();
        if (waitsSince.isPresent()) {
            waited += instant - waitsSince.getAsLong();
        }
        waitsSince = now ? OptionalLong.of(instant) : OptionalLong.empty();
    }

    synchronized Duration worked() {
        long until = waitsSince.orElse(System.nanoTime());
        return Duration.ofNanos(until - began - waited);
    }
}
