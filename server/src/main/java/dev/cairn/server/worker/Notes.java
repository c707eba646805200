package dev.cairn.server.worker;

import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.TrialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private final AttemptRef attempt;
    private final TrialStore trials;
    private final BlobStore blobs;
    private final List<MeasurementRow> rows = new ArrayList<>();
    private Optional<SavedCheckpoint> newest = Optional.empty();

    /** Held while the store is asked, so that two writers never send in the wrong order. */
    private final Object writing = new Object();

    Notes(AttemptRef attempt, TrialStore trials, BlobStore blobs) {
        this.attempt = attempt;
        this.trials = trials;
        this.blobs = blobs;
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

    /** Sends what there is. False means that the attempt is fenced. */
    boolean write() {
        synchronized (writing) {
            return writeRows() && writeCheckpoint();
        }
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
        if (saved.isEmpty()) {
            return true;
        }
        Optional<BlobStore.Blob> blob = keep(saved.get());
        boolean live = blob.isEmpty()
                || trials.checkpoint(
                        attempt,
                        new CheckpointRow(
                                saved.get().step(),
                                blob.get().sha256(),
                                blob.get().bytes()));
        synchronized (this) {
            if (newest.equals(saved)) {
                newest = Optional.empty();
                discard(saved.get());
            }
        }
        return live;
    }

    /** A checkpoint that cannot be kept is given up: the one before stays good, and the trial goes on. */
    private Optional<BlobStore.Blob> keep(SavedCheckpoint checkpoint) {
        try {
            return Optional.of(blobs.put(checkpoint.path()));
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
