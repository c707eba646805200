package dev.cairn.server.schedule;

/**
 * Tells the workers of a queue that there is work. A hint carries no trial: whoever receives it claims what is first in the queue, and a hint
 * that finds nothing is harmless. Call it only after the transaction that made the work has committed.
 */
public interface WorkHints {
    /** Wakes workers of the queue for {@code count} pieces of work. */
    void workReady(String queue, int count);
}
