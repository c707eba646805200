package dev.cairn.server.trial;

import dev.cairn.search.pruner.Verdict;
import java.util.concurrent.CompletableFuture;

/** The handle of one running trial. Safe to use from any thread, also after the end. */
public interface TrialRun {
    /** Tells the child what the pruner thinks of the curve up to this step. */
    void verdict(int step, Verdict verdict);

    /** Asks the trial to save a checkpoint at its next step, if it can, and end as {@link TrialEnd.Stopped}. */
    void stop();

    /** Asks the trial to end, nothing kept; a child that has not obeyed after the pool's grace is killed. */
    void cancel();

    /** Kills the process at once. */
    void kill();

    /** Completes just before the listener hears the same end, in the same thread. */
    CompletableFuture<TrialEnd> end();
}
