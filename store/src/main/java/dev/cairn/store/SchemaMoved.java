package dev.cairn.store;

/** A newer program has changed the tables since this one started: it takes no more work, because it would not know what it writes. */
public final class SchemaMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaMoved(String message) {
        super(message);
    }
}
