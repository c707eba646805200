package dev.cairn.server.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The vaults of a dataset version: how often their rows were read, by whom, who was refused, and what else crosses their seal.
 *
 * @param refused of all its divisions together
 */
public record VaultJson(DatasetJson.Ref dataset, long reads, long refused, List<Division> divisions) {
    /**
     * One division into training rows and sealed rows.
     *
     * @param test how the rows were chosen
     * @param studies that use it
     * @param lastReads the newest first
     * @param lastRefused the newest first
     */
    public record Division(
            String test,
            String target,
            long trainingRows,
            long sealedRows,
            List<String> studies,
            long reads,
            long refused,
            List<Read> lastReads,
            List<Refused> lastRefused,
            List<Overlap> overlaps) {}

    /** A read of the sealed rows; without the name of a study that is gone. */
    public record Read(long number, Optional<String> study, OptionalInt trial, OptionalInt attempt, Instant at) {}

    /** Who asked for sealed rows and did not get them. */
    public record Refused(String asker, Instant at) {}

    /**
     * Studies that divide the same rows in another way.
     *
     * @param trainedThere rows that are sealed here and trained on there
     * @param sealedThere rows that are trained on here and sealed there
     * @param note the same in words
     */
    public record Overlap(String test, List<String> studies, long trainedThere, long sealedThere, String note) {}
}
