package dev.cairn.store.memory;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.LogStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Logs in memory. */
final class MemoryLogStore implements LogStore {
    private final World world;
    private final Map<AttemptRef, String> logs = new HashMap<>();

    MemoryLogStore(World world) {
        this.world = world;
    }

    @Override
    public void keep(AttemptRef attempt, String lines) {
        synchronized (world) {
            if (world.trial(attempt.study(), attempt.trial()).isPresent()) {
                logs.put(attempt, LogStore.end(lines).replace('\0', ' '));
            }
        }
    }

    @Override
    public Optional<String> find(AttemptRef attempt) {
        synchronized (world) {
            return Optional.ofNullable(logs.get(attempt))
                    .filter(lines ->
                            world.trial(attempt.study(), attempt.trial()).isPresent());
        }
    }
}
