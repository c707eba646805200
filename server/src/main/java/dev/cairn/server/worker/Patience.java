package dev.cairn.server.worker;

import dev.cairn.store.StoreUnavailable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the store again while it cannot be reached: that is no reason to give a trial up. */
final class Patience {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private Patience() {}

    /** Asks until there is an answer. */
    static <T> T untilReached(Supplier<T> question) {
        return untilReached(question, () -> false);
    }

    /** Asks until there is an answer, or until it is not wanted any more; then the last failure is thrown. */
    static <T> T untilReached(Supplier<T> question, BooleanSupplier givenUp) {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailable e) {
                if (givenUp.getAsBoolean() || !slept(wait)) {
                    throw e;
                }
                wait = min(wait.multipliedBy(2), LONGEST_WAIT);
            }
        }
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
