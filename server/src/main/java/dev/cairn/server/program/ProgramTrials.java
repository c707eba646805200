package dev.cairn.server.program;

import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialProcessFailure;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.server.worker.Slot;
import dev.cairn.server.worker.TrialRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks whose trainer is a declared program as such, and hands all others on. */
public final class ProgramTrials implements TrialRunner {
    private static final String PREFIX = "program:";
    private static final Duration WATCH = Duration.ofMillis(200);

    private final TrialRunner others;
    private final Map<String, Program> programs;
    private final Duration grace;
    private final Set<ProgramRun> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "program-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Runs these programs.
     *
     * @param programs by name
     * @param grace how long a program that was told to end may take
     */
    public ProgramTrials(TrialRunner others, Map<String, Program> programs, Duration grace) {
        this.others = others;
        this.programs = Map.copyOf(programs);
        this.grace = grace;
        var unused = watch.scheduleWithFixedDelay(
                () -> running.forEach(ProgramRun::check), WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
        if (task instanceof TrialTask.Search search && search.job().trainer().startsWith(PREFIX)) {
            return start(slot, search, listener);
        }
        return others.start(slot, task, listener);
    }

    private TrialRun start(Slot slot, TrialTask.Search task, TrialListener listener) {
        String name = task.job().trainer().substring(PREFIX.length());
        Program program = programs.get(name);
        if (program == null) {
            throw new TrialProcessFailure("this worker has no program '" + name + "'; its programs.yaml has "
                    + (programs.isEmpty() ? "none" : String.join(", ", programs.keySet())));
        }
        try {
            ProgramJob job = ProgramJob.prepare(task);
            ProgramRun run = new ProgramRun(
                    task, job, ProgramProcess.start(program, job.file(), slot.device()), listener, grace);
            running.add(run);
            var unused = run.end().whenComplete((end, failure) -> running.remove(run));
            run.begin();
            return run;
        } catch (IOException e) {
            throw new TrialProcessFailure("the program '" + name + "' cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        running.forEach(ProgramRun::kill);
        others.close();
    }
}
