package dev.cairn.server.worker;

import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;

/** Carries out tasks on slots. In production each runs in a child process; {@link PooledTrials} is that. */
public interface TrialRunner extends AutoCloseable {
    /** Begins a task; the listener hears the rest, from one thread at a time. */
    TrialRun start(Slot slot, TrialTask task, TrialListener listener);

    /** Ends whatever runs. */
    @Override
    void close();
}
