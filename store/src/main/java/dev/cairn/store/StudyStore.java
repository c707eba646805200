package dev.cairn.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

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
    default boolean finishSearch(UUID study, long expectedEvent, Optional<NewTrial> finalTrial) {
        return finishSearch(study, expectedEvent, finalTrial, Optional.empty());
    }

    /**
     * The same.
     *
     * @param why the search ends before its budget is spent; told with the event
     */
    boolean finishSearch(UUID study, long expectedEvent, Optional<NewTrial> finalTrial, Optional<String> why);

    /**
     * Changes the state if it is one of {@code from}; empty otherwise. Becoming FINISHING, COMPLETED, FAILED or CANCELLED cancels its queued and
     * paused trials in the same transaction (FINISHING only those of the search); running ones hear it at their next renewal.
     *
     * @throws StoreConflict when no study may change that way
     */
    Optional<StudyRecord> transition(UUID study, Set<StudyState> from, StudyState to, Optional<String> reason);

    /**
     * Raises the budget; a COMPLETED study becomes RUNNING again, and the time since it completed is not counted against it.
     *
     * @throws StoreConflict when it is FAILED or CANCELLED, or has no budget of that kind
     */
    StudyRecord extend(UUID study, MoreBudget more);

    /** Changes how many trials may run at the same time; what runs goes on. */
    StudyRecord resize(UUID study, int parallel);

    /**
     * Queues the values of a trial that is over as a new trial that begins anew; while such a retry is not over, asking again gives its number.
     * The budget grows by one trial where it is used up, and a COMPLETED study becomes RUNNING again.
     *
     * @return the number of the retry
     * @throws StoreConflict when the trial is not over or no search trial, or the study is none of RUNNING, PAUSED, COMPLETED
     */
    int retry(UUID study, int trial);

    /**
     * Replaces the specification of a study that is RUNNING or PAUSED. Queued and paused search trials that are not {@code inside} are cancelled;
     * running ones end as they began; no suggestion that was made before is taken.
     *
     * @param expectedEvent nothing may have been revised since
     * @param changes names of the fields that differ
     * @param inside whether values are in the new space
     * @return empty when another revision came in between
     * @throws StoreConflict when the study is neither RUNNING nor PAUSED
     */
    Optional<StudyRecord> revise(
            UUID study,
            long expectedEvent,
            String specJson,
            String specText,
            List<String> changes,
            Predicate<Map<String, Object>> inside);

    /** What the study's specification was and is, oldest first; the newest is the one that holds. */
    List<StudyRevision> revisions(UUID study);

    /**
     * Stores a study that is made from another. A fork has the source's revisions, with its own specification as one more where that differs, and
     * the source's trials that were there at the origin's event and number, under their numbers: those that were over with results, curves and
     * checkpoints, the others queued to run anew. Final trials are there as cancelled ones.
     *
     * @param inside whether values are in the fork's space; what waits outside is cancelled
     * @throws StoreConflict when the name is taken
     */
    StudyRecord derive(NewStudy study, StudyOrigin origin, Predicate<Map<String, Object>> inside);

    /** Where the study comes from, when it is a clone or a fork. */
    Optional<StudyOrigin> origin(UUID study);

    /** Clones and forks of a study, oldest first. */
    List<UUID> derived(UUID study);

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
