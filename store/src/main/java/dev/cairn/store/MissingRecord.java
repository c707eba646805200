package dev.cairn.store;

/** What was asked for is not stored. */
public final class MissingRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingRecord(String message) {
        super(message);
    }

    public MissingRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
