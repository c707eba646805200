package dev.cairn.store;

import java.time.Duration;
import java.util.Optional;

/**
 * Queued trials of a study that failed and are not yet to be tried again.
 *
 * @param trials how many
 * @param next the trial whose time comes first
 * @param delay until then, by the database's clock
 * @param reason of that trial's failure
 */
public record BackOff(int trials, int next, Duration delay, Optional<String> reason) {}
