package dev.cairn.server.worker;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialResult;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.metric.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Carries out tasks in this process, on a thread each, with a cheap computation in place of a model. It speaks to its listener as a child process
 * does, obeys what it is told at each step, and lets a test hold trials back or end one without a word.
 */
final class InProcessTrials implements TrialRunner {
    /** What the model of a search task scores at a step; NaN diverges. */
    interface Score {
        double at(TrialTask.Search task, int step);
    }

    private final int steps;
    private final Score score;
    private final Map<Integer, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    private final List<Optional<Path>> resumes = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();
    private volatile Function<TrialTask, Optional<TrialEnd>> ends = task -> Optional.empty();
    private volatile boolean held;

    InProcessTrials(int steps, Score score) {
        this.steps = steps;
        this.score = score;
    }

    /** One step, scored by the trial's number. */
    static InProcessTrials quick() {
        return new InProcessTrials(1, (task, step) -> 1.0 / (1 + task.job().trial()));
    }

    /** From now on trials wait before their first step until they are let go. */
    void hold() {
        held = true;
    }

    void letGo() {
        held = false;
        gates.values().forEach(CountDownLatch::countDown);
    }

    /** Makes the tasks for which this answers something end that way at once. */
    void endWith(Function<TrialTask, Optional<TrialEnd>> ends) {
        this.ends = ends;
    }

    /** Numbers of the search trials that were started, in order, once per attempt. */
    List<Integer> started() {
        return List.copyOf(started);
    }

    /** The checkpoints that search trials were started from, in the same order. */
    List<Optional<Path>> resumes() {
        return List.copyOf(resumes);
    }

    List<Integer> runningNow() {
        return List.copyOf(running.keySet());
    }

    /** Ends a running trial as a killed process does. */
    void kill9(int trial) {
        running.get(trial).end(new TrialEnd.Died(137, List.of()));
    }

    @Override
    public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
        Running run = new Running(task, listener);
        new Thread(run::carryOut, "in-process-trial").start();
        return run;
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(Running::kill);
        letGo();
    }

    private final class Running implements TrialRun {
        private final TrialTask task;
        private final TrialListener listener;
        private final CompletableFuture<TrialEnd> end = new CompletableFuture<>();
        private final Map<Integer, CompletableFuture<Verdict>> verdicts = new ConcurrentHashMap<>();
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean stopWanted;

        Running(TrialTask task, TrialListener listener) {
            this.task = task;
            this.listener = listener;
        }

        void carryOut() {
            Optional<TrialEnd> planned = ends.apply(task);
            if (planned.isPresent()) {
                end(planned.get());
            } else if (task instanceof TrialTask.Search search) {
                search(search);
            } else {
                end(new TrialEnd.FinalScored(
                        new FinalScore(Map.of("rocAuc", new Interval(0.9, 0.8, 1.0)), 20, 1, Duration.ofMillis(1))));
            }
        }

        private void search(TrialTask.Search search) {
            int trial = search.job().trial();
            running.put(trial, this);
            gates.put(trial, gate);
            started.add(trial);
            listener.log("trial " + trial + " begins");
            resumes.add(search.job().resumeFrom());
            try {
                if (held) {
                    gate.await();
                }
                int from = search.job().resumeFrom().map(Running::stepOf).orElse(0);
                end(steps(search, from));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running.remove(trial, this);
            }
        }

        private TrialEnd steps(TrialTask.Search search, int from) throws InterruptedException {
            boolean stopped = false;
            int step = from;
            int last = Math.min(steps, search.job().fidelity().maxSteps());
            while (step < last && !stopped && !end.isDone()) {
                step++;
                if (stopWanted) {
                    save(search, step - 1);
                    return new TrialEnd.Stopped();
                }
                double value = score.at(search, step);
                listener.measurement(new Measurement(
                        step, Duration.ofMillis(step), Map.of("rocAuc", value), Map.of("rocAuc", List.of(value))));
                if (search.rungs().contains(step)) {
                    Verdict verdict = verdict(step).join();
                    if (verdict instanceof Verdict.Pause) {
                        save(search, step);
                        return new TrialEnd.Stopped();
                    }
                    stopped = verdict instanceof Verdict.Stop;
                }
            }
            if (step == last && last < steps) {
                save(search, step);
            }
            double value = score.at(search, step);
            if (end.isDone()) {
                return new TrialEnd.Cancelled();
            }
            return new TrialEnd.Scored(new TrialResult(
                    Map.of("rocAuc", value),
                    Map.of("rocAuc", List.of(value)),
                    0,
                    step,
                    Duration.ofMillis(step),
                    stopped,
                    Optional.of(predictions(search)),
                    Optional.empty()));
        }

        private static int stepOf(Path checkpoint) {
            try {
                return Integer.parseInt(Files.readString(checkpoint).replaceFirst(".* ", ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A real file, as a child leaves it. */
        private void save(TrialTask.Search search, int step) {
            Path file = write(
                    search.scratch().resolve("state-" + step), search.job().trial() + " " + step);
            listener.checkpoint(new SavedCheckpoint(step, file, "", 0));
        }

        private TrialResult.ContentFile predictions(TrialTask.Search search) {
            Path file = write(
                    search.scratch().resolve("predictions"),
                    "of " + search.job().trial());
            return new TrialResult.ContentFile(file, "", 0);
        }

        private static Path write(Path file, String text) {
            try {
                return Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private CompletableFuture<Verdict> verdict(int step) {
            return verdicts.computeIfAbsent(step, s -> new CompletableFuture<>());
        }

        /** The first end is the end. */
        synchronized void end(TrialEnd how) {
            if (!end.isDone()) {
                end.complete(how);
                listener.ended(how);
            }
        }

        @Override
        public void verdict(int step, Verdict verdict) {
            verdict(step).complete(verdict);
        }

        @Override
        public void stop() {
            stopWanted = true;
            gate.countDown();
        }

        @Override
        public void cancel() {
            end(new TrialEnd.Cancelled());
            gate.countDown();
        }

        @Override
        public void kill() {
            cancel();
        }

        @Override
        public CompletableFuture<TrialEnd> end() {
            return end.copy();
        }
    }
}
