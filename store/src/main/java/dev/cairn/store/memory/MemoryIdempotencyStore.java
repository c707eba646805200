package dev.cairn.store.memory;

import dev.cairn.store.IdempotencyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers to keyed requests in memory. */
final class MemoryIdempotencyStore implements IdempotencyStore {
    private static final Duration DEAD = Duration.ofMinutes(1);

    private final World world;
    private final Map<String, Row> rows = new HashMap<>();

    private record Row(String bodyHash, Instant at, Optional<Replay> answer) {}

    MemoryIdempotencyStore(World world) {
        this.world = world;
    }

    @Override
    public Begin begin(String key, String bodyHash) {
        synchronized (world) {
            Instant now = world.now();
            rows.entrySet().removeIf(entry -> {
                boolean dead = entry.getKey().equals(key)
                        && entry.getValue().answer().isEmpty()
                        && entry.getValue().at().plus(DEAD).isBefore(now);
                return dead || entry.getValue().at().plus(KEPT).isBefore(now);
            });
            Row row = rows.putIfAbsent(key, new Row(bodyHash, now, Optional.empty()));
            if (row == null) {
                return new Fresh();
            }
            if (!row.bodyHash().equals(bodyHash)) {
                return new Mismatch();
            }
            return row.answer().<Begin>map(answer -> answer).orElse(new Busy());
        }
    }

    @Override
    public void finish(String key, Replay answer) {
        synchronized (world) {
            rows.computeIfPresent(key, (any, row) -> new Row(row.bodyHash(), row.at(), Optional.of(answer)));
        }
    }

    @Override
    public void abandon(String key) {
        synchronized (world) {
            rows.computeIfPresent(key, (any, row) -> row.answer().isPresent() ? row : null);
        }
    }
}
