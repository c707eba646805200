package dev.cairn.store;

/**
 * A saved state of training.
 *
 * @param sha256 content address of the file
 */
public record CheckpointRow(int step, String sha256, long bytes) {
    public CheckpointRow {
        Checks.that(step >= 0, "step", "is not negative", step);
        Checks.sha256("checkpoint", sha256);
    }
}
