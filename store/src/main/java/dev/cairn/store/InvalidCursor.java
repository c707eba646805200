package dev.cairn.store;

/** A cursor that no page of this list ended with. */
public final class InvalidCursor extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidCursor(String cursor) {
        super("'" + cursor + "' is not a cursor of this list");
    }

    public InvalidCursor(String cursor, Throwable cause) {
        super("'" + cursor + "' is not a cursor of this list", cause);
    }
}
