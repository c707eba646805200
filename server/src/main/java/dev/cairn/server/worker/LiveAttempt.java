package dev.cairn.server.worker;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.worker.AttemptLogs.AttemptLog;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.Claim;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.TrialKind;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt that runs on this worker. It hears the trial's process, keeps what is not yet written, asks for verdicts, and passes on what is
 * wished of it. Nothing it hears waits for the database: while that is away the trial trains on and the notes wait.
 */
final class LiveAttempt implements TrialListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);

    private volatile Claim claim;
    private final Judge judge;
    private final Notes notes;
    private final AttemptLogs logs;
    private final Function<AttemptRef, Optional<Claim>> again;
    private volatile AttemptLog log;
    private final Measured measured = new Measured();
    private final CompletableFuture<TrialRun> run = new CompletableFuture<>();
    private final CompletableFuture<TrialEnd> end = new CompletableFuture<>();
    private volatile Wish wish = Wish.NONE;
    private volatile Optional<Long> overAt = Optional.empty();
    private volatile Optional<Long> lastMoment = Optional.empty();
    private volatile Optional<FinalJob.Standing> standing = Optional.empty();
    private volatile Optional<Explanation> stoppedFor = Optional.empty();
    private volatile Optional<Explanation> sparedFor = Optional.empty();

    /** @param again claims the trial of a lost attempt, if nobody else has it */
    LiveAttempt(Claim claim, Judge judge, Notes notes, AttemptLogs logs, Function<AttemptRef, Optional<Claim>> again) {
        this.claim = claim;
        this.judge = judge;
        this.notes = notes;
        this.logs = logs;
        this.again = again;
        this.log = logs.open(claim.ref());
    }

    AttemptRef ref() {
        return claim.ref();
    }

    Claim claim() {
        return claim;
    }

    Wish wish() {
        return wish;
    }

    /** The verdict's reason, if one ended this trial. */
    Optional<Explanation> stoppedFor() {
        return stoppedFor;
    }

    /** The verdict that would have ended this trial, were it not one of the control group. */
    Optional<Explanation> sparedFor() {
        return sparedFor;
    }

    int steps() {
        return measured.lastStep();
    }

    /** The trial resumes: what earlier attempts reported up to there is the beginning of its curve. */
    void goesOnFrom(List<MeasurementRow> earlier) {
        measured.beginWith(earlier);
    }

    /** The process has the task. */
    void began(TrialRun started) {
        run.complete(started);
    }

    /** Completes when the process has ended it. */
    CompletableFuture<TrialEnd> end() {
        return end;
    }

    /** Passes a wish on, unless a stronger one was heard before. */
    synchronized void wish(Wish wished) {
        if (wished.compareTo(wish) <= 0) {
            return;
        }
        wish = wished;
        var unused = run.thenAccept(started -> {
            switch (wished) {
                case PREEMPT, PAUSE, DRAIN -> started.stop();
                case CANCEL -> started.cancel();
                case OVER, FENCED -> started.kill();
                case NONE -> {}
            }
        });
    }

    /**
     * The store no longer knows this as the live attempt: the worker had been cut off for longer than the lease. While nobody else has the trial its
     * process goes on, as the next attempt; otherwise it stops at once. Nothing of it was written in between.
     */
    synchronized void lost(AttemptRef fenced) {
        if (!fenced.equals(ref()) || wish == Wish.FENCED) {
            return;
        }
        Optional<Claim> taken = wish.compareTo(Wish.CANCEL) < 0 ? again.apply(fenced) : Optional.empty();
        if (taken.isEmpty()) {
            wish(Wish.FENCED);
            return;
        }
        LOG.info(
                "trial {} of study {} goes on as attempt {}",
                fenced.trial(),
                fenced.study(),
                taken.get().ref().attempt());
        notes.goOnAs(taken.get().ref());
        claim = taken.get();
        log.close();
        log = logs.open(ref());
        log.line("goes on in the same process as attempt " + ref().attempt() + ": the worker had been cut off");
    }

    /** It must be over after this time; empty takes the bound away. */
    void runFor(Optional<Duration> time) {
        overAt = time.map(left -> System.nanoTime() + left.toNanos());
    }

    /** It is killed after this time, whatever is heard of budgets: something else stands for it then. */
    void endWithin(Duration time, FinalJob.Standing stands) {
        standing = Optional.of(stands);
        lastMoment = Optional.of(System.nanoTime() + time.toNanos());
    }

    /** What stands for what it was to make, if anything does. */
    Optional<FinalJob.Standing> standing() {
        return standing;
    }

    /** Lets other machines see what was printed since the last call. */
    void keepLog() {
        if (log.takeNews()) {
            logs.keep(ref());
        }
    }

    /** Ends it when its time is over. */
    void checkTime() {
        if (isPast(overAt) || isPast(lastMoment)) {
            wish(Wish.OVER);
        }
    }

    private static boolean isPast(Optional<Long> moment) {
        return moment.isPresent() && System.nanoTime() - moment.get() >= 0;
    }

    /** Writes what was noted. */
    void flush() {
        AttemptRef written = ref();
        if (wish != Wish.FENCED && !notes.write()) {
            lost(written);
        }
    }

    @Override
    public void measurement(Measurement measurement) {
        MeasurementRow row = new MeasurementRow(
                measurement.step(), measurement.elapsed(), measurement.metrics(), measurement.perFold());
        notes.add(row);
        measured.add(row);
        if (claim.trial().kind() == TrialKind.SEARCH && judge.judgesAt(measurement.step())) {
            Verdict verdict = judged();
            var unused = run.thenAccept(started -> started.verdict(measurement.step(), verdict));
        }
    }

    /** Without its peers a trial goes on: it is the cheaper mistake, and the next rung comes. */
    private Verdict judged() {
        try {
            List<MeasurementRow> seen = measured.soFar();
            Verdict verdict = judge.judge(seen);
            if (judge.spares(seen)) {
                spare(verdict);
                return Verdict.CONTINUE;
            }
            if (verdict instanceof Verdict.Stop stop) {
                stoppedFor = Optional.of(stop.why());
            } else if (verdict instanceof Verdict.Pause pause) {
                stoppedFor = Optional.of(pause.why());
            }
            return verdict;
        } catch (RuntimeException e) {
            LOG.warn("trial {} of study {} could not be judged", ref().trial(), ref().study(), e);
            return Verdict.CONTINUE;
        }
    }

    /** One of the control group goes on; the first verdict against it is kept, to be told when it has ended. */
    private void spare(Verdict verdict) {
        if (sparedFor.isPresent() || verdict instanceof Verdict.Continue) {
            return;
        }
        Explanation why = verdict instanceof Verdict.Stop stop ? stop.why() : ((Verdict.Pause) verdict).why();
        String reason = "It ran on as one of the control group. " + why.reason();
        sparedFor = Optional.of(new Explanation(why.arm(), reason, why.numbers()));
    }

    @Override
    public void checkpoint(SavedCheckpoint checkpoint) {
        notes.add(checkpoint);
    }

    @Override
    public void waiting(Optional<String> reason) {
        notes.waitsFor(reason);
    }

    @Override
    public void log(String line) {
        log.line(line);
    }

    @Override
    public void ended(TrialEnd how) {
        log.close();
        end.complete(how);
    }

    /** Grows on the thread that hears the process and is read by others. */
    private static final class Measured {
        private final List<MeasurementRow> rows = new ArrayList<>();

        synchronized void beginWith(List<MeasurementRow> earlier) {
            rows.clear();
            rows.addAll(earlier);
        }

        synchronized List<MeasurementRow> soFar() {
            return List.copyOf(rows);
        }

        synchronized int lastStep() {
            return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).step();
        }

        /** A step that was reported before is the same step again: a resumed trial may repeat it. */
        synchronized void add(MeasurementRow row) {
            if (row.step() > lastStep()) {
                rows.add(row);
            }
        }
    }
}
