package dev.cairn.server.drill;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes bring about. */
final class Wait {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private Wait() {}

    /** Answers how long it took; fails when the condition has not come true within the limit. */
    static Duration until(String what, Duration limit, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new AssertionError("gave up after " + limit.toSeconds() + " s waiting until " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Lets time pass: how long a fault lasts. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
