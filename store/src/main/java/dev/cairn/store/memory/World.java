package dev.cairn.store.memory;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.MissingRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything the stores in memory share; its monitor is their only lock. */
final class World {
    private final InstantSource clock;
    private final Map<UUID, MemoryStudy> studies = new LinkedHashMap<>();
    private final MemoryShares shares = new MemoryShares(this);
    private long transactions;

    World(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    InstantSource clock() {
        return clock;
    }

    Map<UUID, MemoryStudy> studies() {
        return studies;
    }

    MemoryShares shares() {
        return shares;
    }

    long nextTransaction() {
        return ++transactions;
    }

    MemoryStudy study(UUID id) {
        MemoryStudy study = studies.get(id);
        if (study == null) {
            throw new MissingRecord("there is no study " + id);
        }
        return study;
    }

    Optional<MemoryStudy> find(UUID id) {
        return Optional.ofNullable(studies.get(id));
    }

    Optional<MemoryTrial> trial(UUID study, int number) {
        return find(study).flatMap(found -> Optional.ofNullable(found.trials().get(number)));
    }

    /** The trial whose live attempt this is; empty means fenced. */
    Optional<MemoryTrial> live(AttemptRef ref) {
        return trial(ref.study(), ref.trial()).filter(trial -> trial.runs(ref.attempt()));
    }
}
