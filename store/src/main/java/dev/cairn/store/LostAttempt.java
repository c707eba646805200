package dev.cairn.store;

import java.util.UUID;

/** An attempt whose lease ran out, and what became of its trial. */
public record LostAttempt(AttemptRef ref, UUID worker, TrialState becomes) {}
