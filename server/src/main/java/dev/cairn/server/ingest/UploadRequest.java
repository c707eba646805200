package dev.cairn.server.ingest;

import dev.cairn.trainers.data.ImageShape;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user says about the bytes uploaded.
 *
 * @param name of the dataset; a name that exists gets a new version
 * @param target column to predict; empty means the one of the version before, else the last column that is fit for it
 * @param image shape of the image that the feature columns make up; an idx file says it itself
 */
public record UploadRequest(String name, Optional<String> target, Optional<ImageShape> image, Format format) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    public UploadRequest {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("dataset name '" + name
                    + "': up to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        }
    }
}
