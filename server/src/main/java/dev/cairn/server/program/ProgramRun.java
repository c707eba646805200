package dev.cairn.server.program;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.server.trial.OutputLog;
import dev.cairn.server.trial.ResidentMemory;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialResult;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.MemoryFailure;
import dev.cairn.trainers.TrainingFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One trial that a program runs. What it reports is a measurement, and is answered with the verdict; how it ends is decided from what was asked of
 * it, what it said, and its exit status.
 */
final class ProgramRun implements TrialRun {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);
    private static final int MOST_LINES = 5_000;

    private final TrialTask.Search task;
    private final ProgramJob job;
    private final ProgramProcess program;
    private final TrialListener listener;
    private final Duration grace;
    private final long began = System.nanoTime();
    private final CompletableFuture<TrialEnd> end = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Verdict>> verdicts = new ConcurrentHashMap<>();
    private final OutputLog said;
    private final OutputLog printed;
    private Map<String, Double> metrics = Map.of();
    private int steps;
    private int lines;
    private boolean pruned;
    private volatile boolean stopping;
    private volatile Optional<TrialEnd> asked = Optional.empty();
    private volatile Optional<Long> obeyBy = Optional.empty();

    ProgramRun(TrialTask.Search task, ProgramJob job, ProgramProcess program, TrialListener listener, Duration grace) {
        this.task = task;
        this.job = job;
        this.program = program;
        this.listener = listener;
        this.grace = grace;
        this.said = new OutputLog(program.process().getInputStream(), this::hear);
        this.printed = new OutputLog(program.process().getErrorStream(), this::log);
    }

    void begin() {
        Thread errors = daemon("program-errors-" + program.process().pid(), printed::drain);
        errors.start();
        daemon("program-lines-" + program.process().pid(), () -> {
                    said.drain();
                    finish(errors);
                })
                .start();
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private void hear(String text) {
        Line line = Line.read(text);
        if (line instanceof Line.Report report) {
            reported(report);
        } else if (line instanceof Line.Checkpoint checkpoint) {
            saved(checkpoint);
        } else if (line instanceof Line.Done done) {
            metrics = done.metrics().isEmpty() ? metrics : done.metrics();
        } else if (line instanceof Line.Failed failed) {
            ask(new TrialEnd.Failed(failed.kind(), failed.message()));
        } else {
            log(text);
        }
    }

    private void reported(Line.Report report) {
        steps = Math.max(steps, report.step());
        metrics = report.metrics();
        String objective = task.job().objective().metric().wireName();
        if (!Double.isFinite(metrics.getOrDefault(objective, Double.NaN))) {
            killAs(new TrialEnd.Failed(
                    TrainingFailure.Kind.DIVERGED, "it reported no finite " + objective + " at step " + report.step()));
            return;
        }
        synchronized (listener) {
            listener.measurement(new Measurement(report.step(), elapsed(), metrics, Map.of()));
        }
        answer(report.step(), verdict(report.step()));
    }

    /** At a rung the program waits for the verdict; elsewhere it hears what is known. */
    private Verdict verdict(int step) {
        if (!task.rungs().contains(step)) {
            return Verdict.CONTINUE;
        }
        try {
            return at(step).get(task.rungWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Verdict.CONTINUE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.CONTINUE;
        }
    }

    private CompletableFuture<Verdict> at(int step) {
        return verdicts.computeIfAbsent(step, s -> new CompletableFuture<>());
    }

    private void answer(int step, Verdict verdict) {
        boolean stop = verdict instanceof Verdict.Stop;
        boolean pause = verdict instanceof Verdict.Pause || stopping;
        if (stop) {
            pruned = true;
            obeySoon();
        } else if (pause) {
            ask(new TrialEnd.Stopped());
            obeySoon();
        }
        String word = stop ? "stop" : pause ? "pause" : "continue";
        try {
            program.process()
                    .getOutputStream()
                    .write("{\"step\":%d,\"verdict\":\"%s\"}%n"
                            .formatted(step, word)
                            .getBytes(StandardCharsets.UTF_8));
            program.process().getOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("program {} does not read its verdicts", program.process().pid(), e);
        }
    }

    /** A copy is kept: the program may write over its own. */
    private void saved(Line.Checkpoint checkpoint) {
        try {
            Path copy = job.folder().resolve("saved-" + checkpoint.step());
            Files.copy(job.checkpoint(checkpoint.file()), copy, StandardCopyOption.REPLACE_EXISTING);
            byte[] content = Files.readAllBytes(copy);
            String sha = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            synchronized (listener) {
                listener.checkpoint(new SavedCheckpoint(checkpoint.step(), copy, sha, content.length));
            }
        } catch (IOException e) {
            log("the checkpoint at step " + checkpoint.step() + " is not kept: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void log(String line) {
        synchronized (listener) {
            if (lines <= MOST_LINES) {
                lines++;
                listener.log(lines > MOST_LINES ? "(further lines of this trial are not kept)" : line);
            }
        }
    }

    private void finish(Thread errors) {
        try {
            int status = program.process().waitFor();
            program.kill();
            errors.join(grace.toMillis());
            TrialEnd how = asked.orElseGet(() -> byStatus(status));
            end.complete(how);
            synchronized (listener) {
                listener.ended(how);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TrialEnd byStatus(int status) {
        if (!metrics.isEmpty() && (status == 0 || pruned)) {
            return new TrialEnd.Scored(new TrialResult(
                    known(), Map.of(), Double.NaN, steps, elapsed(), pruned, Optional.empty(), Optional.empty()));
        }
        if (status > 128) {
            return new TrialEnd.Died(status, printed.lastLines());
        }
        List<String> last = printed.lastLines();
        return new TrialEnd.Failed(
                MemoryFailure.kind(String.join("\n", last)).orElse(TrainingFailure.Kind.CODE),
                status == 0
                        ? "the program ended without a report"
                        : "the program ended with status " + status
                                + (last.isEmpty() ? "" : "; its last words: " + String.join("\n", last)));
    }

    private Map<String, Double> known() {
        Map<String, Double> numbers = new LinkedHashMap<>(metrics);
        numbers.values().removeIf(number -> number.isNaN());
        return numbers;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void verdict(int step, Verdict verdict) {
        at(step).complete(verdict);
    }

    @Override
    public void stop() {
        stopping = true;
        obeySoon();
        ask(new TrialEnd.Stopped());
    }

    @Override
    public void cancel() {
        ask(new TrialEnd.Cancelled());
        obeySoon();
        program.terminate();
    }

    @Override
    public void kill() {
        killAs(new TrialEnd.Cancelled());
    }

    @Override
    public CompletableFuture<TrialEnd> end() {
        return end.copy();
    }

    private synchronized void ask(TrialEnd how) {
        if (asked.isEmpty()) {
            asked = Optional.of(how);
        }
    }

    private void obeySoon() {
        if (obeyBy.isEmpty()) {
            obeyBy = Optional.of(System.nanoTime() + grace.toNanos());
        }
    }

    private void killAs(TrialEnd how) {
        ask(how);
        program.kill();
    }

    /** Looks at limits and at what was asked; called several times a second. */
    void check() {
        TrialLimits limits = task.limits();
        boolean late = obeyBy.isPresent() && System.nanoTime() - obeyBy.get() > 0;
        // What a program leaves behind would hold its output open.
        if (late || !program.process().isAlive()) {
            program.kill();
            // Who listens to it may be waiting for a verdict that nobody will read.
            verdicts.values().forEach(verdict -> verdict.complete(Verdict.CONTINUE));
        } else if (limits.wall().isPresent()
                && elapsed().compareTo(limits.wall().get()) > 0) {
            killAs(new TrialEnd.Failed(
                    TrainingFailure.Kind.TIME_OUT,
                    "ran longer than its limit of " + limits.wall().get()));
        } else if (limits.residentBytes().isPresent()) {
            long resident = program.all()
                    .mapToLong(each -> ResidentMemory.bytes(each.pid()).orElse(0))
                    .sum();
            if (resident > limits.residentBytes().getAsLong()) {
                killAs(new TrialEnd.Failed(
                        TrainingFailure.Kind.OUT_OF_MEMORY,
                        "resident memory of " + (resident >> 20) + " MiB passed the limit of "
                                + (limits.residentBytes().getAsLong() >> 20) + " MiB"));
            }
        }
    }
}
