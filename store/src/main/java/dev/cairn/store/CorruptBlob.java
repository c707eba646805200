package dev.cairn.store;

import java.io.IOException;

/** A stored file no longer has the content it is named by. */
public final class CorruptBlob extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptBlob(String message) {
        super(message);
    }
}
