package dev.cairn.store;

import java.util.Optional;

/**
 * The right to run a trial, as long as the lease is renewed.
 *
 * @param resumeFrom newest checkpoint of an earlier attempt, or of the fork's parent
 */
public record Claim(AttemptRef ref, TrialRecord trial, StudyRecord study, Optional<CheckpointRow> resumeFrom) {}
