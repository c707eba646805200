package dev.cairn.server.schedule;

import dev.cairn.store.BlobReferences;
import dev.cairn.store.BlobStore;
import dev.cairn.store.BlobStore.Collected;
import dev.cairn.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets checkpoints that nobody needs and deletes files that no record names. A file is deleted only when it is older than the grace time, so
 * that nothing is deleted between its writing and the record that names it; and not before that time has passed since the database was away,
 * while records may have waited to be written. One process at a time collects.
 */
public final class Collector implements AutoCloseable {
    /** Completed trials of each study that keep their checkpoint. */
    public static final int BEST_KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final BlobReferences references;
    private final BlobStore blobs;
    private final Duration grace;
    private final InstantSource clock;
    private final Timer timer;
    private volatile Instant restUntil = Instant.MIN;

    /** Collects again and again until closed. */
    public Collector(BlobReferences references, BlobStore blobs, Duration grace, InstantSource clock) {
        this.references = references;
        this.blobs = blobs;
        this.grace = grace;
        this.clock = clock;
        this.timer = Timer.every(EVERY, "collector", this::round);
    }

    /**
     * What a collection did, or would do.
     *
     * @param checkpoints how many were forgotten; their files go with the next collection after the grace time
     * @param files how many were deleted
     * @param skipped why nothing was done
     */
    public record Report(int checkpoints, int files, long bytes, Optional<String> skipped) {
        static Report nothing(String reason) {
            return new Report(0, 0, 0, Optional.of(reason));
        }
    }

    /**
     * Collects now.
     *
     * @param dryRun only tell what would be done
     */
    public Report collect(boolean dryRun) {
        if (clock.instant().isBefore(restUntil)) {
            return Report.nothing("the database was away; files are not collected before " + restUntil);
        }
        try {
            return references
                    .alone(() -> collected(dryRun))
                    .orElseGet(() -> Report.nothing("another process is collecting"));
        } catch (StoreUnavailable e) {
            restUntil = clock.instant().plus(grace);
            throw e;
        }
    }

    private Report collected(boolean dryRun) {
        try {
            int checkpoints = references.forgetCheckpoints(BEST_KEPT, dryRun);
            Set<String> named = references.all();
            Collected files = blobs.collect(named, grace, dryRun);
            return new Report(checkpoints, files.files(), files.bytes(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("the artifacts cannot be collected", e);
        }
    }

    private void round() {
        Report report = collect(false);
        if (report.checkpoints() + report.files() > 0) {
            LOG.info(
                    "collected {} checkpoints and {} files of {} bytes",
                    report.checkpoints(),
                    report.files(),
                    report.bytes());
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
