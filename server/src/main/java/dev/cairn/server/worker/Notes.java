package dev.cairn.server.worker;

import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.TrialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an attempt reported and the store does not have yet. Adding never waits; writing sends all of it at once, and what a failed write leaves
 * unclear is sent again, which the store takes as said before.
 */
final class Notes {
    /** What is said of an attempt whose files cannot be stored. */
    static final String FULL = "there is no room in the store of artifacts";

    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private volatile AttemptRef attempt;
    private final TrialStore trials;
    private final BlobStore blobs;
    private final List<MeasurementRow> rows = new ArrayList<>();
    private Optional<SavedCheckpoint> newest = Optional.empty();
    private Optional<String> waitsFor = Optional.empty();
    private Optional<String> toldToWaitFor = Optional.empty();
    private boolean storeIsFull;
    private long tryAgainAt = System.nanoTime();

    /** Held while the store is asked, so that two writers never send in the wrong order. */
    private final Object writing = new Object();

    Notes(AttemptRef attempt, TrialStore trials, BlobStore blobs) {
        this.attempt = attempt;
        this.trials = trials;
        this.blobs = blobs;
    }

    /** The process goes on under another attempt: what is not yet written belongs to that. */
    void goOnAs(AttemptRef next) {
        synchronized (writing) {
            attempt = next;
            toldToWaitFor = Optional.empty();
        }
    }

    synchronized void add(MeasurementRow row) {
        rows.add(row);
    }

    /** Only the newest checkpoint is worth writing. */
    void add(SavedCheckpoint checkpoint) {
        Optional<SavedCheckpoint> replaced;
        synchronized (this) {
            replaced = newest;
            newest = Optional.of(checkpoint);
        }
        replaced.ifPresent(Notes::discard);
    }

    /** What the attempt waits for; empty when it goes on. */
    synchronized void waitsFor(Optional<String> reason) {
        waitsFor = reason;
    }

    /** Sends what there is. False means that the attempt is fenced. */
    boolean write() {
        synchronized (writing) {
            return writeRows() && writeCheckpoint() && writeWaiting();
        }
    }

    private boolean writeWaiting() {
        Optional<String> reason;
        synchronized (this) {
            reason = waitsFor.or(() -> storeIsFull ? Optional.of(FULL) : Optional.empty());
        }
        if (reason.equals(toldToWaitFor)) {
            return true;
        }
        toldToWaitFor = reason;
        return trials.waits(attempt, reason);
    }

    private boolean writeRows() {
        List<MeasurementRow> batch;
        synchronized (this) {
            batch = List.copyOf(rows);
        }
        if (batch.isEmpty()) {
            return true;
        }
        if (!trials.record(attempt, batch)) {
            return false;
        }
        synchronized (this) {
            rows.subList(0, batch.size()).clear();
        }
        return true;
    }

    private boolean writeCheckpoint() {
        Optional<SavedCheckpoint> saved;
        synchronized (this) {
            saved = newest;
        }
        if (saved.isEmpty() || (storeIsFull && System.nanoTime() - tryAgainAt < 0)) {
            return true;
        }
        Optional<BlobStore.Blob> blob;
        try {
            blob = keep(saved.get());
            storeIsFull = false;
        } catch (BlobDiskFull e) {
            // It stays where it lies until there is room, or until a newer one takes its place.
            LOG.warn(
                    "the checkpoint of trial {} at step {} waits: {}",
                    attempt.trial(),
                    saved.get().step(),
                    e.getMessage());
            storeIsFull = true;
            tryAgainAt = System.nanoTime() + BETWEEN_TRIES.toNanos();
            return true;
        }
        if (blob.isPresent() && !stored(saved.get(), blob.get())) {
            return false;
        }
        synchronized (this) {
            if (newest.equals(saved)) {
                newest = Optional.empty();
                discard(saved.get());
            }
        }
        return true;
    }

    private boolean stored(SavedCheckpoint checkpoint, BlobStore.Blob blob) {
        return trials.checkpoint(attempt, new CheckpointRow(checkpoint.step(), blob.sha256(), blob.bytes()));
    }

    /** A checkpoint that cannot be kept is given up: the one before stays good, and the trial goes on. */
    private Optional<BlobStore.Blob> keep(SavedCheckpoint checkpoint) throws BlobDiskFull {
        try {
            return Optional.of(blobs.put(checkpoint.path()));
        } catch (BlobDiskFull e) {
            throw e;
        } catch (NoSuchFileException e) {
            // A newer one came and took its place while this one was to be read.
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the checkpoint of trial {} at step {} is not kept", attempt.trial(), checkpoint.step(), e);
            return Optional.empty();
        }
    }

    private static void discard(SavedCheckpoint checkpoint) {
        try {
            Files.deleteIfExists(checkpoint.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
