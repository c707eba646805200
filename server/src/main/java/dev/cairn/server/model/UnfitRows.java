package dev.cairn.server.model;

/** Rows that a model cannot speak of, with what is wrong with them. */
public final class UnfitRows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRows(String why) {
        super(why);
    }
}
