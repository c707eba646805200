package dev.cairn.server.spec;

/**
 * A model made of the best models.
 *
 * @param size how many models it has at most
 */
public record EnsembleSpec(int size) {
    static final int USUAL_SIZE = 10;
    static final int MOST = 50;

    /** What a study gets that leaves its plan open. */
    static final EnsembleSpec WIDE = new EnsembleSpec(20);
}
