package dev.cairn.trainers.data;

/** The caller handed over a table, rows or predictions that break a rule of this package. */
public sealed class InvalidFrame extends IllegalArgumentException permits SealedFrame {
    private static final long serialVersionUID = 1L;

    public InvalidFrame(String message) {
        super(message);
    }
}
