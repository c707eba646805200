package dev.cairn.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept about vaults: who read them, who was refused, and which rows they hold. */
public interface VaultStore {
    /** Refusals of one split that are kept one by one; more are counted. */
    int MOST_KEPT = 1000;

    /** Reads of a split's sealed rows, the newest first. */
    List<Read> reads(UUID split, int limit);

    /**
     * Writes down that sealed rows were asked for and not given; durable before it returns.
     *
     * @param asker who asked, and how
     */
    void refuse(UUID split, String asker);

    /** Refusals of a split, the newest first. */
    List<Refused> refusals(UUID split, int limit);

    /** How often sealed rows of a split were refused. */
    long refused(UUID split);

    /** The split some of whose sealed rows a file holds, alone or among others; empty for every other file. */
    Optional<UUID> sealedIn(String sha256);

    /** Says where the sides of a split's rows are kept. */
    void keepSides(UUID split, String sha256);

    /** Where the sides of a split's rows are kept; empty for one of an earlier release. */
    Optional<String> sides(UUID split);

    /** The splits of a version that studies use. */
    List<Used> used(UUID version);

    /** The splits that seal all of another dataset's version, which say so by {@code test}, and that studies use. */
    List<Used> sealingAll(String test);

    /**
     * A read of sealed rows.
     *
     * @param number counts the reads of that split from 1
     * @param study its name; empty when the study was deleted
     */
    record Read(long number, AttemptRef reader, Optional<String> study, Instant at) {}

    /** Sealed rows that somebody did not get. */
    record Refused(String asker, Instant at) {}

    /**
     * A split in use.
     *
     * @param studies their names, in order
     */
    record Used(SplitRecord split, List<String> studies) {
        public Used {
            studies = List.copyOf(studies);
        }
    }
}
