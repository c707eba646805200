package dev.cairn.store.memory;

import dev.cairn.store.BlobReferences;
import dev.cairn.store.CairnStores;
import dev.cairn.store.CheckpointRow;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** Makes the stores in memory. */
public final class MemoryStores {
    private MemoryStores() {}

    /** All stores of a world of their own, whose time is that clock. */
    public static CairnStores create(InstantSource clock) {
        World world = new World(clock);
        MemoryDatasetStore datasets = new MemoryDatasetStore(world);
        MemoryWorkerStore workers = new MemoryWorkerStore(world);
        BlobReferences references = () -> blobs(world, datasets);
        return new CairnStores(
                new MemoryStudyStore(world, datasets),
                new MemoryTrialStore(world),
                new MemoryLeaseStore(world),
                new MemoryTrialReader(world),
                datasets,
                workers,
                new MemorySharingStore(world, workers),
                new MemoryIdempotencyStore(world),
                references,
                () -> {});
    }

    private static Set<String> blobs(World world, MemoryDatasetStore datasets) {
        synchronized (world) {
            Set<String> named = new TreeSet<>();
            datasets.blobs().forEach(named::add);
            world.studies().values().stream()
                    .flatMap(study -> study.trials().values().stream())
                    .forEach(trial -> {
                        trial.checkpoints().stream().map(CheckpointRow::sha256).forEach(named::add);
                        trial.result().flatMap(result -> result.predictions()).ifPresent(named::add);
                    });
            return named;
        }
    }
}
