package dev.cairn.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of attempts. The claim raises the trial's attempt, the fencing token; each later write carries it and is refused once the attempt is
 * no longer the live one. Leases are judged by the database's clock alone.
 */
public interface TrialStore {
    /**
     * Takes a queued trial of the queue, which is its study's or a larger one that it was moved to: recovered trials first, then one of the study that waited longest where that is longer than
     * {@link SharingStore#LONGEST_WAIT}, then by the study's priority, then of the project with the fewest trials running
     * here for its weight, then of the study with the fewest; ties go to who used less device time. Only studies that are RUNNING or FINISHING,
     * run less than {@code parallel}, and are within their budget and their project's quota are looked at.
     */
    Optional<Claim> claim(String queue, UUID worker, String slot, Duration lease);

    /** Takes a lost trial again, for a worker whose process of it still lives; empty when somebody else has it or it is over. */
    Optional<Claim> reclaim(AttemptRef lost, UUID worker, String slot, Duration lease);

    /** Trials that a claim on this queue could take now or as soon as others end. */
    int claimable(String queue);

    /** Trials that wait or run on another queue than their study's. */
    List<MovedTrials> moved();

    /** Renews leases, expired but unreaped ones too. An attempt that is missing from the answer is fenced. */
    Map<AttemptRef, Directive> renew(Collection<AttemptRef> attempts, Duration lease);

    /** Running attempts of a worker that are to end before their time, which a renewal says too; cheap enough to be asked several times a second. */
    Map<AttemptRef, Intent> wishes(UUID worker);

    /** Stores measurements; a step that the attempt stored before stays as it was. False means fenced. */
    boolean record(AttemptRef attempt, List<MeasurementRow> rows);

    /** Stores a checkpoint. False means fenced. */
    boolean checkpoint(AttemptRef attempt, CheckpointRow row);

    /** Says for what a running attempt waits; empty when it goes on. False means fenced. */
    boolean waits(AttemptRef attempt, Optional<String> reason);

    /** Ends the attempt. The same call again, after an answer that got lost, answers DONE again. */
    Finish finish(AttemptRef attempt, Outcome outcome);

    /**
     * Ends the attempts whose lease expired: the trial is queued again, ahead of others, or FAILED(lost) when its loss budget is spent, or
     * CANCELLED when its study is over. Does nothing while somebody else reaps, nor for {@code holdOff} after an outage of the database, so that
     * workers can renew first.
     */
    List<LostAttempt> reap(Duration holdOff);

    /** Cancels a queued or paused trial, or tells a running one to stop. False when it is over already or missing. */
    boolean cancel(UUID study, int trial);

    /** Queues a paused trial again, with more steps. False when it is not paused or its study is not RUNNING. */
    boolean promote(UUID study, int trial, int maxSteps, Map<String, Object> why);

    /** Prunes a paused trial that will not be promoted. False when it is not paused. */
    boolean prunePaused(UUID study, int trial, Map<String, Object> why);
}
