package dev.cairn.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Studies, the trials they plan, and their events. Every change of state appends to the study's events, numbered under the lock of the
 * study's row.
 */
public interface StudyStore {
    /**
     * Stores a study as RUNNING, with its first event.
     *
     * @throws StoreConflict when the name is taken
     */
    StudyRecord insert(NewStudy study);

    Optional<StudyRecord> find(UUID id);

    Optional<StudyRecord> find(String name);

    /** Newest first. */
    Page<StudyRecord> list(StudyFilter filter, Optional<String> cursor, int limit);

    /** Ids of all studies in these states, oldest first. */
    List<UUID> ids(Set<StudyState> states);

    /**
     * Queues trials, all or none. False means that the history moved, so that the suggestions are to be computed again: more than
     * {@code lagEvents} events passed since {@code expectedEvent}, the study is not RUNNING, the numbers do not go on from the newest trial, or
     * the search trials would be more than the budget.
     */
    boolean addTrials(UUID study, long expectedEvent, int lagEvents, List<NewTrial> trials);

    /**
     * Ends the search: RUNNING becomes FINISHING, with the final trial queued, or COMPLETED when there is none; queued and paused search trials
     * are cancelled. False when the study is not RUNNING or has moved since {@code expectedEvent}.
     */
    boolean finishSearch(UUID study, long expectedEvent, Optional<NewTrial> finalTrial);

    /**
     * Changes the state if it is one of {@code from}; empty otherwise. Becoming FINISHING, COMPLETED, FAILED or CANCELLED cancels its queued and
     * paused trials in the same transaction (FINISHING only those of the search); running ones hear it at their next renewal.
     *
     * @throws StoreConflict when no study may change that way
     */
    Optional<StudyRecord> transition(UUID study, Set<StudyState> from, StudyState to, Optional<String> reason);

    /**
     * Raises the budget; a COMPLETED study becomes RUNNING again.
     *
     * @throws StoreConflict when it is FAILED or CANCELLED or the budget shrinks
     */
    StudyRecord extend(UUID study, int maxTrials, Optional<Duration> maxTime);

    /** Replaces the tags if the study's {@code eventSeq} is still the expected one; empty otherwise. */
    Optional<StudyRecord> tag(UUID study, long expectedEvent, List<String> tags);

    /**
     * Deletes a study with all it has.
     *
     * @throws StoreConflict when it is not terminal or an attempt still runs
     */
    void delete(UUID study);

    /** Counts and best trial of each study named. */
    Map<UUID, StudyProgress> progress(Collection<UUID> studies);

    /** Events after a number, in order. */
    List<StudyEvent> events(UUID study, long afterSeq, int limit);
}
