package dev.cairn.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes time-ordered ids: UUID version 7 (RFC 9562, section 5.7). Ids of one process within one millisecond are ordered too, by a counter
 * in the 12 bits after the time (section 6.2, method 1); 62 random bits follow.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;

    /** A fresh millisecond starts low, which leaves room to count up. */
    private static final int START = 1 << 8;

    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next(InstantSource clock) {
        long millis = clock.millis();
        long ticks = LAST.updateAndGet(
                last -> last >>> COUNTER_BITS == millis ? last + 1 : millis << COUNTER_BITS | RANDOM.nextInt(START));
        long high = ticks >>> COUNTER_BITS << 16 | 0x7000L | (ticks & 0x0fffL);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** When the id was made, by the clock that made it. */
    public static Instant madeAt(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("only a UUID of version 7 tells its time, got version " + id.version());
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
