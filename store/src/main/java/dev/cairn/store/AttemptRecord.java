package dev.cairn.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a trial, for the timeline.
 *
 * @param reason why it was lost, released or failed, or what it waits for while it runs
 */
public record AttemptRecord(
        AttemptRef ref,
        AttemptState state,
        UUID worker,
        String slot,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> reason) {}
