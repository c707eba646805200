package dev.cairn.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A process that offers slots.
 *
 * @param slots number of slots by queue
 * @param alive whether it was seen within the last 10 seconds, by the database's clock
 * @param draining whether it was asked to take no more work
 * @param running attempts it holds now
 */
public record WorkerRecord(
        UUID id,
        String host,
        long pid,
        String version,
        Map<String, Integer> slots,
        Instant startedAt,
        Instant lastSeen,
        boolean alive,
        boolean draining,
        int running) {
    public WorkerRecord {
        slots = JsonMaps.copy(slots);
    }
}
