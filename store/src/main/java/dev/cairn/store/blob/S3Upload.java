package dev.cairn.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends files to a bucket, large ones in parts. An upload that breaks off leaves nothing that can be read. */
final class S3Upload {
    /** Parts are at least 5 MiB (Amazon's rule) and at most 10,000: this allows 156 GiB. */
    static final int PART_BYTES = 16 << 20;

    private final S3Client client;
    private final String bucket;
    private final int part;

    S3Upload(S3Client client, String bucket, int part) {
        this.client = client;
        this.bucket = bucket;
        this.part = part;
    }

    void send(String key, Path file, long bytes) throws IOException {
        if (bytes <= part) {
            client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
            return;
        }
        String id = client.createMultipartUpload(create -> create.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(key, id, file);
            client.completeMultipartUpload(
                    done -> done.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException | IOException e) {
            abort(key, id, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String key, String id, Path file) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream content = Files.newInputStream(file)) {
            for (byte[] chunk = content.readNBytes(part); chunk.length > 0; chunk = content.readNBytes(part)) {
                int number = parts.size() + 1;
                String tag = client.uploadPart(
                                send -> send.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number),
                                RequestBody.fromBytes(chunk))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        }
        return parts;
    }

    private void abort(String key, String id, Exception cause) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
    }
}
