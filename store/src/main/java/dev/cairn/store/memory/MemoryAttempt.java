package dev.cairn.store.memory;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.AttemptState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An attempt with its lease. Guarded by the world's monitor. */
final class MemoryAttempt {
    private final AttemptRef ref;
    private final UUID worker;
    private final String slot;
    private final Instant startedAt;
    private AttemptState state = AttemptState.RUNNING;
    private Instant leaseUntil;
    private Optional<Instant> finishedAt = Optional.empty();
    private Optional<String> reason = Optional.empty();

    MemoryAttempt(AttemptRef ref, UUID worker, String slot, Instant startedAt, Instant leaseUntil) {
        this.ref = ref;
        this.worker = worker;
        this.slot = slot;
        this.startedAt = startedAt;
        this.leaseUntil = leaseUntil;
    }

    AttemptRef ref() {
        return ref;
    }

    UUID worker() {
        return worker;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<String> reason() {
        return reason;
    }

    Instant leaseUntil() {
        return leaseUntil;
    }

    AttemptState state() {
        return state;
    }

    void renew(Instant until) {
        leaseUntil = until;
    }

    void waits(Optional<String> why) {
        reason = why;
    }

    /** What it waited for and why that came, as one text. */
    void promoted(String why) {
        reason = Optional.of(Stream.of(reason.orElse(""), why)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    boolean expired(Instant now) {
        return state == AttemptState.RUNNING && leaseUntil.isBefore(now);
    }

    void end(AttemptState next, Optional<String> why, Instant at) {
        state = next;
        reason = why;
        finishedAt = Optional.of(at);
    }

    AttemptRecord toRecord() {
        return new AttemptRecord(ref, state, worker, slot, startedAt, finishedAt, reason);
    }
}
