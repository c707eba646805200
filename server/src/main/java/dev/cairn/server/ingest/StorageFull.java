package dev.cairn.server.ingest;

/** The disk that holds uploads or artifacts has no room left; answered with 507. What was written so far is gone again. */
public final class StorageFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFull(String doing, Throwable cause) {
        super("no space left on the data disk while " + doing, cause);
    }
}
