package dev.cairn.server.worker;

import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialProcess;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;

/** Runs tasks in the warm child processes of a pool; a final evaluation gets a process of its own, since it alone may read sealed rows. */
public final class PooledTrials implements TrialRunner {
    private final TrialPool pool;
    private final HeapClass heap;

    public PooledTrials(TrialPool pool, HeapClass heap) {
        this.pool = pool;
        this.heap = heap;
    }

    @Override
    public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
        TrialProcess process =
                task instanceof TrialTask.Final last && last.job().vaultFrame().isPresent()
                        ? pool.fresh(slot.device(), heap)
                        : pool.lease(slot.device(), heap);
        TrialRun run = process.run(task, listener);
        var unused = run.end().whenComplete((end, failure) -> process.close());
        return run;
    }

    @Override
    public void close() {
        pool.close();
    }
}
