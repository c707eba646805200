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

    /** Deletes the files that are not to be kept and older than {@code age}; tells how many. */
    int collect(Set<String> keep, Duration age) throws IOException;

    /** A stored file. */
    record Blob(String sha256, long bytes) {
        public Blob {
            Checks.sha256("blob", sha256);
        }
    }
}
