package dev.cairn.store.postgres;

/** The database cannot be started or reached; the message says what was tried, why it failed and what to do. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String message) {
        super(message);
    }

    public DatabaseFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
