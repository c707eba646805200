package dev.cairn.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known of trials; reads only. */
public interface TrialReader {
    Optional<TrialRecord> find(UUID study, int trial);

    /** The newest final trial of a study, whatever its state. */
    Optional<TrialRecord> finalTrial(UUID study);

    /** Trials changed after an event (0 = all), with the event up to which the answer is complete; for caches of a history. */
    TrialChanges changes(UUID study, long afterEvent);

    /**
     * A study and its {@link #changes}, together.
     *
     * @throws MissingRecord when there is no such study
     */
    Look look(UUID study, long afterEvent);

    /** What {@link #look} finds. */
    record Look(StudyRecord study, TrialChanges changes) {}

    /**
     * By number.
     *
     * @param states empty = any
     */
    Page<TrialRecord> list(UUID study, Set<TrialState> states, Optional<String> cursor, int limit);

    /**
     * Search trials for a picture of the whole study: of more than {@code spread} so many, evenly by their number, and the best.
     *
     * @param completed only those that completed
     * @param best so many of the best are kept for certain; 0 where a sample must not be drawn to them
     */
    TrialSample sample(UUID study, boolean completed, int spread, int best);

    /** Those of the trials that exist, by number. */
    List<TrialRecord> named(UUID study, Collection<Integer> trials);

    /** What all completed search trials measured, by number; for a study of any size. */
    List<TrialMetrics> metrics(UUID study);

    /**
     * What early stopping did to a study of any size.
     *
     * @param most pruned trials in the sample
     */
    StoppingTally stopping(UUID study, int most);

    /** All attempts of a study by their start. */
    List<AttemptRecord> attempts(UUID study);

    /** So many of the newest attempts of a study, and all that run, by their start. */
    List<AttemptRecord> newestAttempts(UUID study, int most);

    /** The attempts of a trial by their number. */
    List<AttemptRecord> attempts(UUID study, int trial);

    /** The learning curve of a trial, each step from the highest attempt that reported it. */
    List<MeasurementRow> measurements(UUID study, int trial);

    /**
     * One metric's curves, by trial.
     *
     * @param trials empty = all of the study
     */
    List<TrialCurve> curves(UUID study, String metric, Collection<Integer> trials);

    /**
     * One metric's curves on each fold, by trial and in the order of the folds; without trials that kept none.
     *
     * @param trials empty = none
     */
    Map<Integer, List<TrialCurve>> foldCurves(UUID study, String metric, Collection<Integer> trials);

    /** Measurements after a cursor; at least {@code limit} of them if there are so many, and never part of a transaction. */
    MeasurementFeed feed(UUID study, long cursor, int limit);

    /** The cursor behind everything measured so far, for a reader that wants only what is new. */
    long feedEnd(UUID study);

    /** The leaderboard of a study behind its first {@code skipped} rows. */
    List<LeaderboardRow> leaderboard(UUID study, int skipped, int limit);

    /** Its first rows. */
    default List<LeaderboardRow> leaderboard(UUID study, int limit) {
        return leaderboard(study, 0, limit);
    }

    /** How the models of a trial came to be, as its worker said; empty while it has none. */
    Map<String, Object> provenance(UUID study, int trial);

    /** The newest checkpoint of a trial. */
    Optional<CheckpointRow> checkpoint(UUID study, int trial);
}
