package dev.cairn.trainers.data;

/** The caller handed over a table, rows or predictions that break a rule of this package. */
public final class InvalidFrame extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidFrame(String message) {
        super(message);
    }
}
