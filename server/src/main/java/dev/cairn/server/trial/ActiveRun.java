package dev.cairn.server.trial;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.trainers.TrainingFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The parent's view of one run: it passes on what the child says, in order, until it has ended. A child that is still starting gets its task when it
 * listens; a run that is to end before that ends at once, and leaves the child to the next one.
 */
final class ActiveRun implements TrialRun {
    private static final int MAX_LINES = 5_000;
    /** For a trial that has nothing to save: one that is cancelled, and one before its first step. */
    private static final Duration CANCEL_GRACE = Duration.ofMillis(500);

    private static final Duration LAST_OUTPUT = Duration.ofMillis(500);

    final int number;
    private final TrialTask task;
    private final TrialListener listener;
    private final TrialProcess process;
    private final WorkClock clock = new WorkClock();
    private final CompletableFuture<TrialEnd> end = new CompletableFuture<>();
    private final CountDownLatch outputRead = new CountDownLatch(1);
    private int lines;
    private boolean over;
    private boolean begun;
    private volatile boolean measured;
    private volatile boolean told;
    private volatile @Nullable TrialEnd endIfKilled;
    private volatile Optional<Long> obeyBy = Optional.empty();
    private volatile Optional<Message> asked = Optional.empty();

    ActiveRun(int number, TrialTask task, TrialListener listener, TrialProcess process) {
        this.number = number;
        this.task = task;
        this.listener = listener;
        this.process = process;
    }

    /** Tells the child its task; it listens. */
    void begin() {
        synchronized (this) {
            if (over) {
                return;
            }
            begun = true;
        }
        clock.begins();
        process.tell(new Message.Begin(number, task));
        told = true;
        passOnWhatIsAsked();
    }

    @Override
    public void verdict(int step, Verdict verdict) {
        process.tell(new Message.Judge(number, step, verdict));
    }

    @Override
    public void stop() {
        boolean nothingToSave = task instanceof TrialTask.Search && !measured;
        askToEnd(new TrialEnd.Stopped(), nothingToSave ? shortGrace() : process.grace(), new Message.Stop(number));
    }

    @Override
    public void cancel() {
        askToEnd(new TrialEnd.Cancelled(), shortGrace(), new Message.Cancel(number));
    }

    @Override
    public void kill() {
        if (!endedUnbegun(new TrialEnd.Cancelled())) {
            killAs(new TrialEnd.Cancelled());
        }
    }

    @Override
    public CompletableFuture<TrialEnd> end() {
        return end.copy();
    }

    /** Ends the process; the run then ends as given, whatever the exit status. */
    void killAs(TrialEnd as) {
        if (endIfKilled == null) {
            endIfKilled = as;
        }
        process.kill(this);
    }

    /** Looks at limits and at what was asked; called several times a second. */
    void check(OptionalLong residentBytes) {
        long now = System.nanoTime();
        TrialLimits limits = task.limits();
        if (obeyBy.isPresent() && now - obeyBy.get() > 0) {
            process.kill(this);
        } else if (limits.wall().isPresent()
                && clock.worked().compareTo(limits.wall().get()) > 0) {
            killAs(new TrialEnd.Failed(
                    TrainingFailure.Kind.TIME_OUT,
                    "ran longer than its limit of " + limits.wall().get()));
        } else if (limits.residentBytes().isPresent()
                && residentBytes.orElse(0) > limits.residentBytes().getAsLong()) {
            killAs(new TrialEnd.Failed(
                    TrainingFailure.Kind.OUT_OF_MEMORY,
                    "resident memory of " + (residentBytes.getAsLong() >> 20) + " MiB passed the limit of "
                            + (limits.residentBytes().getAsLong() >> 20) + " MiB"));
        }
    }

    /** A line that the process printed. */
    void printed(String line) {
        String marker = TrialWork.END_OF_OUTPUT + number;
        if (!line.endsWith(marker)) {
            log(line);
            return;
        }
        String unfinished = line.substring(0, line.length() - marker.length());
        if (!unfinished.isEmpty()) {
            log(unfinished);
        }
        outputRead.countDown();
    }

    /** Passes on anything but the end. */
    synchronized void hear(Message message) {
        if (over) {
            return;
        }
        if (message instanceof Message.Measured measured) {
            this.measured = true;
            listener.measurement(measured.measurement());
        } else if (message instanceof Message.Saved saved) {
            listener.checkpoint(saved.checkpoint());
        } else if (message instanceof Message.Said said) {
            log(said.line());
        } else if (message instanceof Message.Waiting waiting) {
            Optional<String> reason = Optional.of(waiting.reason()).filter(text -> !text.isEmpty());
            clock.waits(reason.isPresent());
            listener.waiting(reason);
        }
    }

    /** Waits until what the child printed during this run has been passed on. */
    void awaitOutput() throws InterruptedException {
        outputRead.await(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The process is gone. */
    void died(int exitCode, List<String> lastLines) {
        TrialEnd asked = endIfKilled;
        if (asked != null) {
            finish(asked);
        } else if (exitCode == ChildCommand.OUT_OF_MEMORY_STATUS) {
            finish(new TrialEnd.Failed(TrainingFailure.Kind.OUT_OF_MEMORY, "the Java heap was too small"));
        } else {
            finish(new TrialEnd.Died(exitCode, lastLines));
        }
    }

    /** The future comes first: whoever gives the process back then has done so before the listener asks for the next one. */
    synchronized void finish(TrialEnd how) {
        if (!over) {
            over = true;
            end.complete(how);
            listener.ended(how);
        }
    }

    private synchronized void log(String line) {
        if (over || lines > MAX_LINES) {
            return;
        }
        lines++;
        listener.log(lines > MAX_LINES ? "(further lines of this trial are not kept)" : line);
    }

    private Duration shortGrace() {
        return process.grace().compareTo(CANCEL_GRACE) < 0 ? process.grace() : CANCEL_GRACE;
    }

    /** Whoever asks for more than before waits no longer than for what was asked last. */
    private void askToEnd(TrialEnd as, Duration grace, Message message) {
        if (endedUnbegun(as)) {
            return;
        }
        if (endIfKilled == null) {
            endIfKilled = as;
        }
        long latest = System.nanoTime() + grace.toNanos();
        obeyBy = Optional.of(obeyBy.filter(earlier -> earlier - latest < 0).orElse(latest));
        asked = Optional.of(message);
        passOnWhatIsAsked();
    }

    /** Called after either of both has changed, so that it is told at least once and never before the task. */
    private void passOnWhatIsAsked() {
        if (told) {
            asked.ifPresent(process::tell);
        }
    }

    /** Ends a run of which the child has not heard. */
    private synchronized boolean endedUnbegun(TrialEnd as) {
        if (begun || over) {
            return false;
        }
        process.release(this);
        finish(as);
        return true;
    }
}
