package dev.cairn.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A process that offers slots.
 *
 * @param offers its slots
 * @param alive whether it was seen within the last 10 seconds, by the database's clock
 * @param cordoned whether it was asked to take no more work
 * @param draining whether it was asked, besides, to give back what runs
 * @param running attempts it holds now
 */
public record WorkerRecord(
        UUID id,
        String host,
        long pid,
        String version,
        List<SlotOffer> offers,
        Instant startedAt,
        Instant lastSeen,
        boolean alive,
        boolean cordoned,
        boolean draining,
        int running) {
    public WorkerRecord {
        offers = List.copyOf(offers);
    }

    /** Number of slots by queue. */
    public Map<String, Integer> slots() {
        return NewWorker.counts(offers);
    }

    /** Whether it takes work. */
    public boolean serving() {
        return alive && !cordoned && !draining;
    }
}
