package dev.cairn.store.memory;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.AttemptState;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.FailureKind;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Outcome;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A trial with its attempts and checkpoints. Guarded by the world's monitor. */
final class MemoryTrial {
    private final World world;
    private final MemoryStudy study;
    private final NewTrial made;
    private final Instant createdAt;
    private final OptionalInt retryOf;
    private final int revision;
    private final List<MemoryAttempt> attempts = new ArrayList<>();
    private final List<CheckpointRow> checkpoints = new ArrayList<>();
    private TrialState state = TrialState.QUEUED;
    private int maxSteps;
    private long event;
    private int losses;
    private int failures;
    private boolean recovered;
    private boolean cancelRequested;
    private boolean preemptRequested;
    private Instant notBefore = Instant.MIN;
    private Optional<String> movedTo = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private Optional<TrialRecord.Failure> failure = Optional.empty();
    private Optional<TrialResult> result = Optional.empty();
    private Map<String, Object> provenance = Map.of();

    MemoryTrial(World world, MemoryStudy study, NewTrial made, long event, OptionalInt retryOf, int revision) {
        this.retryOf = retryOf;
        this.revision = revision;
        this.world = world;
        this.study = study;
        this.made = made;
        this.event = event;
        this.maxSteps = made.maxSteps();
        this.createdAt = world.now();
    }

    /** This trial as a fork of its study has it. */
    MemoryTrial copy(MemoryStudy fork, long forkEvent) {
        MemoryTrial copied = new MemoryTrial(world, fork, made, forkEvent, retryOf, revision);
        copied.attempts.addAll(attempts);
        copied.checkpoints.addAll(checkpoints);
        copied.state = state;
        copied.maxSteps = maxSteps;
        copied.losses = losses;
        copied.failures = failures;
        copied.startedAt = startedAt;
        copied.finishedAt = finishedAt;
        copied.failure = failure;
        copied.result = result;
        copied.provenance = provenance;
        return copied;
    }

    /** This trial as a fork has it that was not over at its point: to be run there, or not at all where it was the final one. */
    MemoryTrial anew(MemoryStudy fork, long forkEvent) {
        MemoryTrial fresh = new MemoryTrial(world, fork, made, forkEvent, retryOf, revision);
        fresh.state = kind() == TrialKind.SEARCH ? TrialState.QUEUED : TrialState.CANCELLED;
        return fresh;
    }

    /** A new trial with the values of this one. */
    MemoryTrial again(int number, long created) {
        NewTrial fresh = new NewTrial(
                number, made.kind(), made.values(), maxSteps, TrialRecord.retryReason(number()), OptionalInt.empty());
        return new MemoryTrial(world, study, fresh, created, OptionalInt.of(number()), revision);
    }

    NewTrial made() {
        return made;
    }

    OptionalInt retryOf() {
        return retryOf;
    }

    int revision() {
        return revision;
    }

    int number() {
        return made.number();
    }

    TrialKind kind() {
        return made.kind();
    }

    TrialState state() {
        return state;
    }

    long event() {
        return event;
    }

    MemoryStudy study() {
        return study;
    }

    List<MemoryAttempt> attempts() {
        return attempts;
    }

    Optional<TrialResult> result() {
        return result;
    }

    boolean recovered() {
        return recovered;
    }

    boolean cancelRequested() {
        return cancelRequested;
    }

    boolean preemptRequested() {
        return preemptRequested;
    }

    Instant notBefore() {
        return notBefore;
    }

    /** The class of slots that it is to run on. */
    String queue() {
        return movedTo.orElseGet(() -> study.made().queue());
    }

    boolean moved() {
        return movedTo.isPresent();
    }

    boolean ready() {
        return state == TrialState.QUEUED && !notBefore.isAfter(world.now());
    }

    boolean waits() {
        return state == TrialState.QUEUED || state == TrialState.PAUSED;
    }

    boolean runs(int attempt) {
        return state == TrialState.RUNNING && attempts.size() == attempt;
    }

    MemoryAttempt newest() {
        return attempts.get(attempts.size() - 1);
    }

    void become(TrialState next, Optional<String> reason) {
        if (!state.canBecome(next)) {
            throw new StoreConflict("trial " + number() + ": " + state + " cannot become " + next);
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("from", state.name());
        payload.put("to", next.name());
        payload.put("attempt", attempts.size());
        reason.ifPresent(text -> payload.put("reason", text));
        event = study.append("trial.state", OptionalInt.of(number()), payload);
        state = next;
        finishedAt = next.terminal() ? Optional.of(world.now()) : Optional.empty();
        cancelRequested = false;
        preemptRequested = false;
    }

    AttemptRef claim(UUID worker, String slot, Duration lease) {
        Instant now = world.now();
        if (study.running() == 0) {
            world.shares().enter(study);
        }
        AttemptRef ref = new AttemptRef(study.made().id(), number(), attempts.size() + 1);
        attempts.add(new MemoryAttempt(ref, worker, slot, now, now.plus(lease)));
        become(TrialState.RUNNING, Optional.empty());
        recovered = false;
        notBefore = Instant.MIN;
        startedAt = startedAt.or(() -> Optional.of(now));
        study.started();
        return ref;
    }

    void finish(Outcome outcome) {
        TrialState next = outcome.trial(study.state(), kind());
        outcome.result(attempts.size())
                .ifPresent(scored -> result = Optional.of(scored.reported(study.lastStep(number()))));
        provenance = outcome.provenance();
        become(next, outcome.reason());
        newest().end(outcome.attempt(), outcome.reason(), world.now());
        study.settle(queue(), Duration.between(newest().startedAt(), world.now()));
        if (outcome instanceof Outcome.Moved moved) {
            movedTo = Optional.of(moved.queue());
        }
        if (outcome instanceof Outcome.Failed failed) {
            failures++;
            notBefore = failed.retryAfter().map(world.now()::plus).orElse(Instant.MIN);
            if (next == TrialState.FAILED) {
                failure = Optional.of(new TrialRecord.Failure(failed.kind(), failed.message()));
            }
        }
    }

    Map<String, Object> provenance() {
        return provenance;
    }

    TrialState lose() {
        TrialState next = study.state().wants(kind()) ? TrialState.QUEUED : TrialState.CANCELLED;
        if (next == TrialState.QUEUED && losses >= study.made().maxLosses()) {
            next = TrialState.FAILED;
        }
        losses++;
        become(next, Optional.of("the lease of its attempt ran out"));
        newest().end(AttemptState.LOST, Optional.of("its lease ran out"), world.now());
        study.settle(queue(), Duration.between(newest().startedAt(), newest().leaseUntil()));
        recovered = next == TrialState.QUEUED;
        if (next == TrialState.FAILED) {
            failure = Optional.of(new TrialRecord.Failure(FailureKind.LOST, losses + " workers were lost with it"));
        }
        return next;
    }

    void requestPreemption() {
        preemptRequested = true;
    }

    void requestCancel() {
        cancelRequested = true;
    }

    void promote(int steps, String reason) {
        become(TrialState.QUEUED, Optional.of(reason));
        newest().promoted(reason);
        maxSteps = steps;
    }

    void prune(TrialResult scored, String reason) {
        become(TrialState.PRUNED, Optional.of(reason));
        result = Optional.of(scored);
    }

    void add(CheckpointRow checkpoint) {
        checkpoints.add(checkpoint);
    }

    List<CheckpointRow> checkpoints() {
        return checkpoints;
    }

    Optional<CheckpointRow> newestCheckpoint() {
        return checkpoints.isEmpty() ? Optional.empty() : Optional.of(checkpoints.get(checkpoints.size() - 1));
    }

    /** A final trial names its parent too, but fits it anew on all training rows. */
    Optional<CheckpointRow> resumeFrom() {
        Optional<CheckpointRow> own = newestCheckpoint();
        if (own.isPresent() || kind() == TrialKind.FINAL || made.parent().isEmpty()) {
            return own;
        }
        return world.trial(study.made().id(), made.parent().getAsInt()).flatMap(MemoryTrial::newestCheckpoint);
    }

    List<AttemptRecord> attemptRecords() {
        return attempts.stream().map(MemoryAttempt::toRecord).toList();
    }

    TrialRecord toRecord() {
        return new TrialRecord(
                study.made().id(),
                number(),
                kind(),
                state,
                made.values(),
                maxSteps,
                made.why(),
                made.parent(),
                event,
                attempts.size(),
                losses,
                failures,
                recovered,
                createdAt,
                startedAt,
                finishedAt,
                failure,
                result,
                retryOf,
                revision);
    }
}
