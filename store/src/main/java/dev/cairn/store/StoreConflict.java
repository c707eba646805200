package dev.cairn.store;

/** The request contradicts what is stored: a name that is taken, a record in use, a change that its state forbids. */
public final class StoreConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreConflict(String message) {
        super(message);
    }

    public StoreConflict(String message, Throwable cause) {
        super(message, cause);
    }
}
