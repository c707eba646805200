package dev.cairn.store.blob;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a bucket of S3-compatible storage is.
 *
 * @param prefix in front of every key, without slashes at its ends; empty for none
 * @param endpoint of a storage that is not Amazon's; addressed by paths then
 * @param credentials a file of profiles as Amazon's tools write it, of which {@code default} is used; without one the usual places are looked at
 */
public record S3Settings(
        String bucket, String prefix, Optional<URI> endpoint, String region, Optional<Path> credentials) {
    private static final String SCHEME = "s3://";

    public S3Settings {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 of a-z, 0-9, '.' and '-', got '" + bucket + "'");
        }
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix has no slash at its ends, got '" + prefix + "'");
        }
    }

    /** Whether a text names a bucket and no folder. */
    public static boolean names(String location) {
        return location.startsWith(SCHEME);
    }

    /** The bucket and prefix of {@code s3://bucket/prefix}. */
    public static S3Settings of(String location, Optional<URI> endpoint, String region, Optional<Path> credentials) {
        if (!names(location)) {
            throw new IllegalArgumentException("expected s3://BUCKET/PREFIX, got '" + location + "'");
        }
        if (!location.matches("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?")) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 of a-z, 0-9, '.' and '-', got '" + location + "'");
        }
        String rest = location.substring(SCHEME.length()).replaceFirst("/+$", "");
        int slash = rest.indexOf('/');
        return new S3Settings(
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash + 1),
                endpoint,
                region,
                credentials);
    }
}
