package dev.cairn.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Datasets, their immutable versions and their splits into training and sealed rows. */
public interface DatasetStore {
    /** Stores a version, or finds the one of that dataset with the same source bytes. */
    Stored<DatasetVersionRecord> addVersion(NewDatasetVersion version);

    Optional<DatasetVersionRecord> version(UUID id);

    /** The newest version of a dataset. */
    Optional<DatasetVersionRecord> newest(String name);

    Optional<DatasetVersionRecord> version(String name, int number);

    /** All versions of a dataset, newest first. */
    List<DatasetVersionRecord> versions(String name);

    /** The newest version of each dataset, by name. */
    Page<DatasetVersionRecord> list(Optional<String> cursor, int limit);

    /** Sets the target of a version for which none was said. */
    DatasetVersionRecord retarget(UUID version, String target);

    /**
     * Deletes a version with its splits.
     *
     * @throws StoreConflict when a study uses it
     */
    void delete(UUID version);

    /**
     * The random key (32 bytes) that decides which rows of all versions of this dataset are sealed; made on first use, also before the first
     * version is stored, and never changed.
     */
    byte[] vaultKey(String name);

    /** What was said of the columns of all versions of a dataset, JSON that the store does not interpret. */
    Optional<String> columns(String name);

    /**
     * Says something else of the columns.
     *
     * @throws MissingRecord when there is no such dataset
     */
    void sayColumns(String name, String json);

    /** Stores a split, or finds the one of that version, target and test. */
    Stored<SplitRecord> addSplit(NewSplit split);

    Optional<SplitRecord> split(UUID id);

    Optional<SplitRecord> split(UUID version, String target, String test);

    /** The target of the split that a version was given first. */
    Optional<String> firstTarget(UUID version);

    /** Counts a read of the sealed rows and tells how many there were with it; durable before it returns, so call it before reading. */
    long countVaultRead(UUID split, AttemptRef reader);
}
