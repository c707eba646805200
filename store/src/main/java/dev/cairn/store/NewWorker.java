package dev.cairn.store;

import java.util.Map;
import java.util.UUID;

/**
 * A worker that joins.
 *
 * @param slots number of slots by queue
 */
public record NewWorker(UUID id, String host, long pid, String version, Map<String, Integer> slots) {
    public NewWorker {
        Checks.notBlank("host", host);
        slots = JsonMaps.copy(slots);
    }
}
