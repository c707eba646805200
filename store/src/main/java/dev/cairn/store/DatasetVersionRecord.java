package dev.cairn.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An immutable version of a dataset; see {@link NewDatasetVersion} for what is not said here.
 *
 * @param number from 1 within the dataset
 */
public record DatasetVersionRecord(
        UUID id,
        UUID datasetId,
        String name,
        int number,
        String format,
        String sourceSha,
        String tableSha,
        Optional<String> target,
        List<Integer> imageShape,
        long rows,
        int columns,
        long bytes,
        String schemaJson,
        Optional<String> source,
        Optional<String> licence,
        Instant createdAt) {
    public DatasetVersionRecord {
        imageShape = List.copyOf(imageShape);
    }
}
