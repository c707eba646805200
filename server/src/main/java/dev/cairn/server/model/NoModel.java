package dev.cairn.server.model;

/** A study has no model that could answer, and why. */
public final class NoModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoModel(String why) {
        super(why);
    }
}
