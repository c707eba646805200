package dev.cairn.trainers;

import java.time.Duration;

/** Time spent, that of an earlier attempt included. Only ever reported: no result depends on it. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private Duration before = Duration.ZERO;

    void add(Duration earlier) {
        before = before.plus(earlier);
    }

    Duration elapsed() {
        return before.plusNanos(System.nanoTime() - start);
    }
}
