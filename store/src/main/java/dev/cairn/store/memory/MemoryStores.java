package dev.cairn.store.memory;

import dev.cairn.store.BlobReferences;
import dev.cairn.store.CairnStores;
import java.time.InstantSource;

/** Makes the stores in memory. */
public final class MemoryStores {
    private MemoryStores() {}

    /** All stores of a world of their own, whose time is that clock. */
    public static CairnStores create(InstantSource clock) {
        World world = new World(clock);
        MemoryDatasetStore datasets = new MemoryDatasetStore(world);
        MemoryVaultStore vaults = new MemoryVaultStore(world, datasets);
        MemoryWorkerStore workers = new MemoryWorkerStore(world);
        BlobReferences references = new MemoryBlobReferences(world, datasets, vaults);
        return new CairnStores(
                new MemoryStudyStore(world, datasets),
                new MemoryTrialStore(world),
                new MemoryLeaseStore(world),
                new MemoryTrialReader(world),
                datasets,
                vaults,
                workers,
                new MemorySharingStore(world, workers),
                new MemoryLogStore(world),
                new MemoryScheduleStore(world),
                new MemoryIdempotencyStore(world),
                references,
                () -> {});
    }
}
