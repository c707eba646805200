package dev.cairn.server.schedule;

/** What a worker does when a hint reaches it: claim one piece of work and carry it through, or return at once when there is none. */
@FunctionalInterface
public interface Work {
    /** Runs on a thread that stands for one slot, until the piece of work is finished. */
    void runOne();
}
