package dev.cairn.store;

import java.util.UUID;

/**
 * Names one execution of a trial.
 *
 * @param attempt counts from 1 and is the fencing token of every write
 */
public record AttemptRef(UUID study, int trial, int attempt) {
    public AttemptRef {
        Checks.that(trial >= 1, "trial", "starts at 1", trial);
        Checks.that(attempt >= 1, "attempt", "starts at 1", attempt);
    }
}
