package dev.cairn.server.schedule;

/** What a worker does when a hint reaches it: claim work and carry it through until there is no more, or return at once when there is none. */
@FunctionalInterface
public interface Work {
    /** Runs on a thread that stands for one slot, for as long as that slot finds work. */
    void run();
}
