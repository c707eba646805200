package dev.cairn.store.blob;

import dev.cairn.store.BlobStore;
import dev.cairn.store.CorruptBlob;
import dev.cairn.store.MissingRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects under {@code prefix/ab/abcdef…} of a bucket, with a folder on this machine through which everything passes: what is put is hashed there
 * first, what is read is checked there. The folder holds copies only and may be deleted at any time while nothing runs.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    /** What is put again is made young again, unless it is still so young that no collection looks at it. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /** A copy that nobody asked for this long is fetched again when somebody does. */
    private static final Duration COPY_KEPT = Duration.ofDays(7);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final DirectoryBlobStore copies;
    private final S3Upload upload;
    private final InstantSource clock;

    private S3BlobStore(
            S3Client client, S3Settings settings, DirectoryBlobStore copies, int part, InstantSource clock) {
        this.client = client;
        this.bucket = settings.bucket();
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
        this.copies = copies;
        this.upload = new S3Upload(client, bucket, part);
        this.clock = clock;
    }

    /** The store in this bucket, with copies in the folder, which is made when it is not there. */
    public static S3BlobStore open(S3Settings settings, Path folder, InstantSource clock) throws IOException {
        return open(settings, folder, S3Upload.PART_BYTES, clock);
    }

    static S3BlobStore open(S3Settings settings, Path folder, int part, InstantSource clock) throws IOException {
        return new S3BlobStore(S3Clients.of(settings), settings, DirectoryBlobStore.open(folder, clock), part, clock);
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        Blob blob = copies.put(content);
        store(blob);
        return blob;
    }

    @Override
    public Blob put(Path file) throws IOException {
        Blob blob = copies.put(file);
        store(blob);
        return blob;
    }

    private void store(Blob blob) throws IOException {
        String key = key(blob.sha256());
        try {
            Optional<HeadObjectResponse> there = head(key);
            if (there.isEmpty() || there.get().contentLength() != blob.bytes()) {
                upload.send(key, copies.path(blob.sha256()), blob.bytes());
            } else if (there.get().lastModified().plus(YOUNG).isBefore(clock.instant())) {
                client.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey(key)
                        .destinationBucket(bucket)
                        .destinationKey(key)
                        .metadataDirective(MetadataDirective.REPLACE));
            }
        } catch (SdkException e) {
            throw unreachable("cannot store " + blob.sha256(), e);
        }
    }

    @Override
    public boolean has(String sha256) {
        try {
            return head(key(sha256)).isPresent();
        } catch (SdkException e) {
            throw new IllegalStateException("the object storage does not answer: " + e.getMessage(), e);
        }
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(client.headObject(head -> head.bucket(bucket).key(key)));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Path path(String sha256) throws IOException {
        if (!copies.has(sha256)) {
            fetch(sha256);
        }
        copies.touch(sha256);
        return copies.path(sha256);
    }

    private void fetch(String sha256) throws IOException {
        try (InputStream content = client.getObject(get -> get.bucket(bucket).key(key(sha256)))) {
            Blob found = copies.put(content);
            if (!found.sha256().equals(sha256)) {
                throw new CorruptBlob("the object " + key(sha256) + " has the content " + found.sha256()
                        + ", not what it is named by");
            }
        } catch (NoSuchKeyException e) {
            throw new MissingRecord("there is no object with the content " + sha256);
        } catch (SdkException e) {
            throw unreachable("cannot fetch " + sha256, e);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(path(sha256));
    }

    @Override
    public Collected collect(Set<String> keep, Duration age, boolean dryRun) throws IOException {
        Collected collected = Collected.NOTHING;
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(bucket).prefix(prefix))
                    .contents()) {
                String name = object.key().substring(object.key().lastIndexOf('/') + 1);
                if (name.matches("[0-9a-f]{64}")
                        && !keep.contains(name)
                        && old(object.lastModified(), age)
                        && (dryRun || deleted(object.key(), age))) {
                    collected = collected.plus(new Collected(1, object.size()));
                }
            }
        } catch (SdkException e) {
            throw unreachable("cannot look through the bucket", e);
        }
        if (!dryRun) {
            copies.collect(Set.of(), COPY_KEPT, false);
        }
        return collected;
    }

    /** Looks once more first: somebody may have put the same content since it was listed. */
    private boolean deleted(String key, Duration age) {
        Optional<HeadObjectResponse> now = head(key);
        boolean garbage = now.isPresent() && old(now.get().lastModified(), age);
        if (garbage) {
            client.deleteObject(delete -> delete.bucket(bucket).key(key));
        }
        return garbage;
    }

    private boolean old(Instant changed, Duration age) {
        return changed.plus(age).isBefore(clock.instant());
    }

    private String key(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a content address is a SHA-256 in lower-case hex, got '" + sha256 + "'");
        }
        return prefix + sha256.substring(0, 2) + "/" + sha256;
    }

    private static IOException unreachable(String what, SdkException e) {
        return new IOException(what + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        client.close();
    }
}
