package dev.cairn.store;

/**
 * How an attempt stands or ended. LOST: its lease ran out. RELEASED: given back without being counted. PREEMPTED: the same, for a trial of higher
 * priority. FAILED: the trial's own failure.
 */
public enum AttemptState {
    RUNNING,
    DONE,
    FAILED,
    LOST,
    RELEASED,
    PREEMPTED,
    CANCELLED
}
