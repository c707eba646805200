package dev.cairn.server.ingest;

import java.time.Duration;

/**
 * Bounds of ingestion.
 *
 * @param quotaBytes largest upload, packed or not
 * @param heapBytes Java heap of the ingestion process
 * @param databaseBytes memory of the database inside it; beyond, it spills to the disk
 * @param threads of the database
 * @param time after which a process is ended
 * @param processes at the same time
 */
public record IngestLimits(
        long quotaBytes, long heapBytes, long databaseBytes, int threads, Duration time, int processes) {
    private static final long MIB = 1L << 20;

    public IngestLimits {
        if (quotaBytes < 1 || heapBytes < 32 * MIB || databaseBytes < 64 * MIB || threads < 1 || processes < 1) {
            throw new IllegalArgumentException(
                    "ingestion needs a quota, 32 MiB of heap, 64 MiB for the database, a thread and"
                            + " a process, got " + quotaBytes + ", " + heapBytes + ", " + databaseBytes + ", " + threads
                            + ", "
                            + processes);
        }
    }

    /** Limits that suit a small machine, with this quota. */
    public static IngestLimits withQuota(long quotaBytes) {
        return new IngestLimits(quotaBytes, 320 * MIB, 512 * MIB, 2, Duration.ofMinutes(10), 2);
    }
}
