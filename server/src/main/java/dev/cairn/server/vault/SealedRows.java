package dev.cairn.server.vault;

/** Sealed rows were asked for by something that may not have them. It was written down. */
public final class SealedRows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealedRows(String asked) {
        super(asked + ": these rows are sealed, and only the final evaluation of a study reads them");
    }
}
