package dev.cairn.server.ingest;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Locks by name: work on equal names is done one after the other, on others side by side (but for a chance of 1 in {@value #STRIPES}). */
final class KeyedLocks {
    private static final int STRIPES = 64;

    private final Lock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    Lock of(String name) {
        return locks[Math.floorMod(name.hashCode(), STRIPES)];
    }
}
