package dev.cairn.store;

import java.time.Duration;
import java.util.Map;

/** Remembers the answers to requests that carry an {@code Idempotency-Key}. */
public interface IdempotencyStore {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * Starts the request with this key, unless it was started before.
     *
     * @param bodyHash hash of route and body
     */
    Begin begin(String key, String bodyHash);

    /** Keeps the answer. */
    void finish(String key, Replay answer);

    /** Forgets a request that gave no answer worth keeping, so that it may be tried again. */
    void abandon(String key);

    /** What is known of a key. */
    sealed interface Begin {}

    /** Not seen before; the caller now owns the key. */
    record Fresh() implements Begin {}

    /** Answered before: answer the same again. */
    record Replay(int status, Map<String, String> headers, String body) implements Begin {
        public Replay {
            headers = JsonMaps.copy(headers);
        }
    }

    /** Used with another request. */
    record Mismatch() implements Begin {}

    /** Being answered right now, by somebody else. A request that did not end within a minute is taken as dead. */
    record Busy() implements Begin {}
}
