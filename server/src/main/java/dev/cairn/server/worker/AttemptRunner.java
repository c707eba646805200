package dev.cairn.server.worker;

import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.schedule.StudyRunner;
import dev.cairn.server.schedule.Upkeep;
import dev.cairn.server.schedule.Work;
import dev.cairn.server.schedule.WorkHints;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.Finish;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.Outcome;
import dev.cairn.store.SchemaMoved;
import dev.cairn.store.StoreUnavailable;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.TrainingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries attempts from claim to end, one after the other, on a thread that stands for one slot: claim, train in a process, write what it reports,
 * finish exactly once, ask for the study's next trial, and claim again until nothing is left. So only a slot that sleeps needs a hint.
 */
final class AttemptRunner implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final String queue;
    private final UUID worker;
    /** As many as Quartz has threads, so that one is always free here. */
    private final Queue<Slot> slots;

    private final CairnStores stores;
    private final BlobStore blobs;
    private final StudyPlans plans;
    private final HistoryCache histories;
    private final StudyRunner runner;
    private final WorkHints hints;
    private final TrialRunner processes;
    private final Tasks tasks;
    private final Scratch scratch;
    private final AttemptLogs logs;
    private final LiveAttempts live;
    private final Endings endings;
    private final BooleanSupplier draining;
    private final Consumer<SchemaMoved> outdated;

    AttemptRunner(
            String queue,
            Queue<Slot> slots,
            WorkerParts parts,
            LiveAttempts live,
            BooleanSupplier draining,
            Consumer<SchemaMoved> outdated) {
        this.queue = queue;
        this.worker = parts.id();
        this.slots = slots;
        this.stores = parts.stores();
        this.blobs = parts.blobs();
        this.plans = parts.plans();
        this.histories = parts.histories();
        this.runner = parts.runner();
        this.hints = parts.hints();
        this.processes = parts.processes();
        this.tasks = new Tasks(parts.blobs(), parts.stores().reader(), parts.limits());
        this.scratch = new Scratch(parts.scratch());
        this.logs = parts.logs();
        this.live = live;
        this.endings = new Endings(parts.blobs(), parts.plans(), parts.stores().workers());
        this.draining = draining;
        this.outdated = outdated;
    }

    @Override
    public void run() {
        if (draining.getAsBoolean()) {
            // Quartz may take one more hint after it was told to stand by; it is meant for others.
            hints.workReady(queue, 1);
            return;
        }
        Slot slot = slots.remove();
        try {
            boolean worked = true;
            while (worked && !draining.getAsBoolean()) {
                worked = claimed(slot);
            }
        } catch (StoreUnavailable e) {
            LOG.warn("slot {} cannot reach the store; what it missed is found again: {}", slot.name(), e.getMessage());
        } catch (SchemaMoved e) {
            outdated.accept(e);
            hints.workReady(queue, 1);
        } finally {
            slots.add(slot);
        }
    }

    /** False when there is nothing to claim. A slot that was woken by a hint goes on without one until then. */
    private boolean claimed(Slot slot) {
        Optional<Claim> claim = stores.trials().claim(queue, worker, slot.name(), Upkeep.LEASE);
        claim.ifPresent(taken -> run(taken, slot));
        return claim.isPresent();
    }

    /** The attempt is renewed from its first moment: nothing that may take long comes between the claim and its registration. */
    private void run(Claim claim, Slot slot) {
        LiveAttempt attempt = new LiveAttempt(
                claim,
                new Judge(claim, plans, histories),
                new Notes(claim.ref(), stores.trials(), blobs),
                logs,
                lost -> stores.trials().reclaim(lost, worker, slot.name(), Upkeep.LEASE));
        live.add(attempt);
        if (draining.getAsBoolean()) {
            attempt.wish(Wish.DRAIN);
        }
        hearDeadline(attempt);
        try {
            train(attempt, slot);
            attempt.keepLog();
        } finally {
            live.remove(attempt);
        }
        runner.fill(claim.study().id(), draining.getAsBoolean() ? 0 : 1);
    }

    /** A budget may end before the first renewal; how much of it is left is for the database's clock to say. */
    private void hearDeadline(LiveAttempt attempt) {
        StudyRecord study = attempt.claim().study();
        if (study.maxTime().isPresent() || study.allowance().bounded()) {
            Set<AttemptRef> own = Set.of(attempt.ref());
            try {
                live.heard(own, stores.trials().renew(own, Upkeep.LEASE));
            } catch (StoreUnavailable e) {
                LOG.debug("the deadline of {} comes with the next renewal", attempt.ref(), e);
            }
        }
    }

    /** What the trial's earlier attempts reported up to where this one goes on. */
    private List<MeasurementRow> earlier(Claim claim) {
        int step = claim.resumeFrom().orElseThrow().step();
        return stores.reader().measurements(claim.study().id(), claim.ref().trial()).stream()
                .filter(row -> row.step() <= step)
                .toList();
    }

    private void train(LiveAttempt attempt, Slot slot) {
        awaitRoom(attempt);
        Path folder = scratch.create(attempt.ref());
        try {
            TrialEnd end = end(attempt, slot, folder);
            if (attempt.wish() != Wish.FENCED) {
                finish(attempt, endings.outcome(attempt, end, slot));
            }
        } finally {
            scratch.delete(folder);
        }
    }

    /** A full disk is no fault of the trial: it begins when there is room, or ends when it is to end. */
    private void awaitRoom(LiveAttempt attempt) {
        while (attempt.wish() == Wish.NONE && scratch.isFull()) {
            attempt.waiting(Optional.of("there is no room on the worker's disk to begin"));
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        attempt.waiting(Optional.empty());
    }

    /** What cannot even be started is a failure of the trial, so that it is tried again and its study never hangs. */
    private TrialEnd end(LiveAttempt attempt, Slot slot, Path folder) {
        Claim claim = attempt.claim();
        try {
            Optional<Path> resumeFrom = tasks.resumable(claim);
            if (resumeFrom.isPresent()) {
                attempt.goesOnFrom(earlier(claim));
            }
            StudyPlan plan = plans.of(claim.study());
            tasks.standingModel(claim, plan)
                    .ifPresent(kept -> stores.trials().checkpoint(attempt.ref(), asFirst(kept)));
            TrialTask task = tasks.task(claim, plan, slot, folder, resumeFrom);
            if (task instanceof TrialTask.Final last) {
                tasks.latestEnd(claim, plan)
                        .ifPresent(time -> attempt.endWithin(time, last.job().standing()));
            }
            if (attempt.wish() == Wish.NONE) {
                attempt.began(processes.start(slot, task, attempt));
            } else {
                attempt.ended(new TrialEnd.Stopped());
            }
            return attempt.end().join();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "trial {} of study '{}' could not be started",
                    claim.ref().trial(),
                    claim.study().name(),
                    e);
            return new TrialEnd.Failed(TrainingFailure.Kind.CODE, "it could not be started: " + e);
        }
    }

    /** Whatever the attempt saves itself is newer. */
    private static CheckpointRow asFirst(CheckpointRow kept) {
        return new CheckpointRow(0, kept.sha256(), kept.bytes());
    }

    /** Exactly once: while the store is away, or when its answer got lost, the same end is told again. */
    private void finish(LiveAttempt attempt, Outcome outcome) {
        Finish finish = Patience.untilReached(() -> finished(attempt, outcome), draining);
        if (finish == Finish.FENCED) {
            LOG.info(
                    "attempt {} of trial {} was fenced; its result is dropped",
                    attempt.ref().attempt(),
                    attempt.ref().trial());
        } else if (outcome instanceof Outcome.Preempted
                || (attempt.wish() == Wish.DRAIN && outcome instanceof Outcome.Released)) {
            hints.workReady(queue, 1);
        } else if (outcome instanceof Outcome.Moved moved) {
            hints.workReady(moved.queue(), 1);
        } else if (outcome instanceof Outcome.Failed failed) {
            failed.retryAfter().ifPresent(this::wakeAfter);
        }
    }

    /** What a worker that was cut off brings home counts too, if nobody else has the trial by then. */
    private Finish finished(LiveAttempt attempt, Outcome outcome) {
        while (attempt.wish() != Wish.FENCED) {
            attempt.flush();
            AttemptRef ref = attempt.ref();
            if (stores.trials().finish(ref, outcome) == Finish.DONE) {
                return Finish.DONE;
            }
            attempt.lost(ref);
        }
        return Finish.FENCED;
    }

    /** All slots may sleep when a failed trial may be tried again. If this process is gone by then, the reconciler is not. */
    private void wakeAfter(Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        if (!draining.getAsBoolean()) {
                            hints.workReady(queue, 1);
                        }
                    } catch (RuntimeException e) {
                        LOG.debug("no hint for a retry on {}; it is found in the next round", queue, e);
                    }
                });
    }
}
