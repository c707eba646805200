package dev.cairn.store;

import java.io.IOException;

/** The disk has no room for a file. */
public final class BlobDiskFull extends IOException {
    private static final long serialVersionUID = 1L;

    public BlobDiskFull(String message, Throwable cause) {
        super(message, cause);
    }
}
