package dev.cairn.store;

import java.util.function.UnaryOperator;

/** All stores over one memory or database. Made by {@code memory.MemoryStores} and {@code sql.SqlStores}. Close it to let go of what it holds. */
public record CairnStores(
        StudyStore studies,
        TrialStore trials,
        LeaseStore leases,
        TrialReader reader,
        DatasetStore datasets,
        VaultStore vaults,
        WorkerStore workers,
        SharingStore sharing,
        LogStore logs,
        ScheduleStore schedules,
        IdempotencyStore idempotency,
        BlobReferences blobs,
        Runnable closer)
        implements AutoCloseable {
    /** The same stores with something around the one of trials. */
    public CairnStores around(UnaryOperator<TrialStore> wrapper) {
        return new CairnStores(
                studies,
                wrapper.apply(trials),
                leases,
                reader,
                datasets,
                vaults,
                workers,
                sharing,
                logs,
                schedules,
                idempotency,
                blobs,
                closer);
    }

    @Override
    public void close() {
        closer.run();
    }
}
