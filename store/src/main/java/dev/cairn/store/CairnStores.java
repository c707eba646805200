package dev.cairn.store;

/** All stores over one memory or database. Made by {@code memory.MemoryStores} and {@code sql.SqlStores}. Close it to let go of what it holds. */
public record CairnStores(
        StudyStore studies,
        TrialStore trials,
        TrialReader reader,
        DatasetStore datasets,
        WorkerStore workers,
        IdempotencyStore idempotency,
        BlobReferences blobs,
        Runnable closer)
        implements AutoCloseable {
    @Override
    public void close() {
        closer.run();
    }
}
