package dev.cairn.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Training rows and sealed rows of a dataset version; see {@link NewSplit} for what is not said here.
 *
 * @param vaultReads how often the sealed rows were read, each counted before it happened
 */
public record SplitRecord(
        UUID id,
        UUID versionId,
        String target,
        String test,
        String task,
        String trainSha,
        Optional<String> vaultSha,
        long trainRows,
        long vaultRows,
        long droppedRows,
        String shapeJson,
        String profileJson,
        long vaultReads,
        Instant createdAt) {}
