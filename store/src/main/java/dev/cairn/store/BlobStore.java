package dev.cairn.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Immutable files named by the SHA-256 of their content. A file is there in full or not at all. */
public interface BlobStore {
    /**
     * Stores what the stream gives.
     *
     * @throws BlobDiskFull when there is no room; nothing is left behind
     */
    Blob put(InputStream content) throws IOException;

    /**
     * Stores a copy of the file.
     *
     * @throws BlobDiskFull when there is no room; nothing is left behind
     */
    Blob put(Path file) throws IOException;

    boolean has(String sha256);

    /**
     * Where the file lies, after its content was checked (once per process and file).
     *
     * @throws MissingRecord when there is no such file
     * @throws CorruptBlob when its content is no longer what its name says
     */
    Path path(String sha256) throws IOException;

    /** Opens the file, checked as by {@link #path}. */
    InputStream open(String sha256) throws IOException;

    /**
     * Deletes the files that are not to be kept and older than {@code age}. A file that is put again meanwhile stays.
     *
     * @param dryRun only tell what would be deleted
     */
    Collected collect(Set<String> keep, Duration age, boolean dryRun) throws IOException;

    /** What was collected. */
    record Collected(int files, long bytes) {
        public static final Collected NOTHING = new Collected(0, 0);

        public Collected plus(Collected more) {
            return new Collected(files + more.files, bytes + more.bytes);
        }
    }

    /** A stored file. */
    record Blob(String sha256, long bytes) {
        public Blob {
            Checks.sha256("blob", sha256);
        }
    }
}
