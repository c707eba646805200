package dev.cairn.store;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tells which files the records name; all others are garbage once they are old. */
public interface BlobReferences {
    /** The files that records name now. */
    Set<String> all();

    /**
     * Forgets checkpoints that nobody will go on from. Kept are, of each trial, only the newest, and that only where the trial is not over, is the
     * parent of one that is not, is among the study's best, or belongs to a study that is not over and whose trials may be forked later.
     *
     * @param best how many completed trials of a study keep theirs
     * @param dryRun only count
     * @return how many there are
     */
    int forgetCheckpoints(int best, boolean dryRun);

    /** Runs work that only one process at a time shall do; empty when another one is at it. */
    <T> Optional<T> alone(Supplier<T> work);
}
