package dev.cairn.store.memory;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.AttemptState;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.Directive;
import dev.cairn.store.Finish;
import dev.cairn.store.Intent;
import dev.cairn.store.LostAttempt;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.MovedTrials;
import dev.cairn.store.Outcome;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import dev.cairn.store.TrialStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attempts in memory. There are no outages here, so reaping never holds off. */
final class MemoryTrialStore implements TrialStore {
    private final World world;

    MemoryTrialStore(World world) {
        this.world = world;
    }

    @Override
    public Optional<Claim> claim(String queue, UUID worker, String slot, Duration lease) {
        synchronized (world) {
            return world.studies().values().stream()
                    .filter(study -> study.claimable() && study.mayStart())
                    .flatMap(study -> study.head(queue).stream())
                    .min(firstServed())
                    .map(trial -> take(trial, worker, slot, lease));
        }
    }

    private Comparator<MemoryTrial> firstServed() {
        return Comparator.comparing(MemoryTrial::recovered)
                .reversed()
                .thenComparing(
                        trial -> world.shares().starvedSince(trial.study()).orElse(Instant.MAX))
                .thenComparing(trial -> -trial.study().made().priority())
                .thenComparing(MemoryTrial::study, world.shares().order());
    }

    @Override
    public Optional<Claim> reclaim(AttemptRef lost, UUID worker, String slot, Duration lease) {
        synchronized (world) {
            return world.trial(lost.study(), lost.trial())
                    .filter(trial -> trial.state() == TrialState.QUEUED
                            && trial.attempts().size() == lost.attempt()
                            && trial.newest().state() == AttemptState.LOST)
                    .filter(trial -> trial.study().claimable() && trial.study().mayStart())
                    .map(trial -> take(trial, worker, slot, lease));
        }
    }

    private static Claim take(MemoryTrial trial, UUID worker, String slot, Duration lease) {
        AttemptRef ref = trial.claim(worker, slot, lease);
        StudyRecord study = trial.study().toRecord();
        StudyRecord made = trial.study().revisions().stream()
                .filter(revision -> revision.number() == trial.revision())
                .findFirst()
                .map(revision -> study.under(revision.number(), revision.specJson()))
                .orElse(study);
        return new Claim(ref, trial.toRecord(), made, trial.resumeFrom());
    }

    @Override
    public int claimable(String queue) {
        synchronized (world) {
            return (int) world.studies().values().stream()
                    .filter(MemoryStudy::claimable)
                    .flatMap(study -> study.trials().values().stream())
                    .filter(trial -> trial.ready() && trial.queue().equals(queue))
                    .count();
        }
    }

    @Override
    public List<MovedTrials> moved() {
        synchronized (world) {
            return world.studies().values().stream()
                    .flatMap(MemoryTrialStore::moved)
                    .toList();
        }
    }

    private static Stream<MovedTrials> moved(MemoryStudy study) {
        Map<String, List<MemoryTrial>> byQueue = study.trials().values().stream()
                .filter(trial ->
                        trial.moved() && (trial.state() == TrialState.QUEUED || trial.state() == TrialState.RUNNING))
                .collect(Collectors.groupingBy(MemoryTrial::queue, TreeMap::new, Collectors.toList()));
        return byQueue.entrySet().stream().map(on -> {
            int queued = (int) on.getValue().stream()
                    .filter(trial -> trial.state() == TrialState.QUEUED)
                    .count();
            return new MovedTrials(
                    study.made().id(), on.getKey(), queued, on.getValue().size() - queued);
        });
    }

    @Override
    public Map<AttemptRef, Directive> renew(Collection<AttemptRef> attempts, Duration lease) {
        synchronized (world) {
            Map<AttemptRef, Directive> directives = new LinkedHashMap<>();
            for (AttemptRef ref : attempts) {
                world.live(ref).ifPresent(trial -> {
                    trial.newest().renew(world.now().plus(lease));
                    directives.put(ref, directive(trial));
                });
            }
            return directives;
        }
    }

    @Override
    public Map<AttemptRef, Intent> wishes(UUID worker) {
        synchronized (world) {
            Map<AttemptRef, Intent> wishes = new LinkedHashMap<>();
            world.studies().values().stream()
                    .flatMap(study -> study.trials().values().stream())
                    .filter(trial -> trial.state() == TrialState.RUNNING
                            && trial.newest().worker().equals(worker)
                            && intent(trial) != Intent.RUN)
                    .forEach(trial -> wishes.put(trial.newest().ref(), intent(trial)));
            return wishes;
        }
    }

    private static Intent intent(MemoryTrial trial) {
        Intent study = trial.study().state().intent(trial.kind());
        Intent intent = study == Intent.RUN && trial.preemptRequested() ? Intent.PREEMPT : study;
        return trial.cancelRequested() ? Intent.CANCEL : intent;
    }

    private static Directive directive(MemoryTrial trial) {
        return new Directive(
                intent(trial),
                trial.kind() == TrialKind.SEARCH ? trial.study().runFor(trial.queue()) : Optional.empty());
    }

    @Override
    public boolean record(AttemptRef attempt, List<MeasurementRow> rows) {
        synchronized (world) {
            Optional<MemoryTrial> live = world.live(attempt);
            live.ifPresent(trial -> append(trial.study(), attempt, rows));
            return live.isPresent();
        }
    }

    private void append(MemoryStudy study, AttemptRef attempt, List<MeasurementRow> rows) {
        long transaction = world.nextTransaction();
        for (MeasurementRow row : rows) {
            boolean had = study.measured().stream()
                    .map(MemoryStudy.Measured::item)
                    .anyMatch(item -> item.trial() == attempt.trial()
                            && item.attempt() == attempt.attempt()
                            && item.measurement().step() == row.step());
            if (!had) {
                Map<String, Double> metrics = new LinkedHashMap<>();
                study.made()
                        .metrics()
                        .forEach(name -> metrics.put(name, row.metrics().getOrDefault(name, Double.NaN)));
                MeasurementRow whole = new MeasurementRow(row.step(), row.elapsed(), metrics, row.perFold());
                study.measured()
                        .add(new MemoryStudy.Measured(
                                transaction, new MeasurementFeed.Item(attempt.trial(), attempt.attempt(), whole)));
            }
        }
    }

    @Override
    public boolean checkpoint(AttemptRef attempt, CheckpointRow row) {
        synchronized (world) {
            Optional<MemoryTrial> live = world.live(attempt);
            live.ifPresent(trial -> trial.add(row));
            return live.isPresent();
        }
    }

    @Override
    public boolean waits(AttemptRef attempt, Optional<String> reason) {
        synchronized (world) {
            Optional<MemoryTrial> live = world.live(attempt);
            live.ifPresent(trial -> trial.attempts().get(attempt.attempt() - 1).waits(reason));
            return live.isPresent();
        }
    }

    @Override
    public Finish finish(AttemptRef attempt, Outcome outcome) {
        synchronized (world) {
            Optional<MemoryTrial> live = world.live(attempt);
            if (live.isEmpty()) {
                boolean replayed = world.trial(attempt.study(), attempt.trial())
                        .filter(trial -> trial.attempts().size() >= attempt.attempt())
                        .map(trial ->
                                trial.attempts().get(attempt.attempt() - 1).state() == outcome.attempt())
                        .orElse(false);
                return replayed ? Finish.DONE : Finish.FENCED;
            }
            MemoryTrial trial = live.get();
            trial.finish(outcome);
            if (outcome instanceof Outcome.Completed completed
                    && Ranking.best(trial.study()).equals(Optional.of(trial))
                    && !tied(trial, completed.objective())) {
                trial.study()
                        .append(
                                "study.best",
                                OptionalInt.of(trial.number()),
                                Map.of("objective", completed.objective()));
            }
            return Finish.DONE;
        }
    }

    private static boolean tied(MemoryTrial trial, double objective) {
        return Ranking.completed(trial.study()).stream()
                .anyMatch(other ->
                        !other.equals(trial) && Ranking.objective(other).orElse(Double.NaN) == objective);
    }

    @Override
    public List<LostAttempt> reap(Duration holdOff) {
        synchronized (world) {
            List<LostAttempt> lost = new ArrayList<>();
            for (MemoryStudy study : world.studies().values()) {
                for (MemoryTrial trial : study.trials().values()) {
                    if (trial.state() == TrialState.RUNNING && trial.newest().expired(world.now())) {
                        lost.add(new LostAttempt(
                                trial.newest().ref(), trial.newest().worker(), trial.lose()));
                    }
                }
            }
            return lost;
        }
    }

    @Override
    public boolean cancel(UUID study, int number) {
        synchronized (world) {
            Optional<MemoryTrial> trial =
                    world.trial(study, number).filter(found -> !found.state().terminal());
            trial.ifPresent(found -> {
                if (found.waits()) {
                    found.become(TrialState.CANCELLED, Optional.of("cancelled by hand"));
                } else {
                    found.requestCancel();
                }
            });
            return trial.isPresent();
        }
    }

    @Override
    public boolean promote(UUID study, int number, int maxSteps, Map<String, Object> why) {
        synchronized (world) {
            Optional<MemoryTrial> trial =
                    paused(study, number).filter(found -> found.study().state() == StudyState.RUNNING);
            trial.ifPresent(found -> found.promote(maxSteps, reason(why)));
            return trial.isPresent();
        }
    }

    @Override
    public boolean prunePaused(UUID study, int number, Map<String, Object> why) {
        synchronized (world) {
            Optional<MemoryTrial> trial = paused(study, number);
            trial.ifPresent(found -> {
                int steps = found.study().measured().stream()
                        .map(MemoryStudy.Measured::item)
                        .filter(item -> item.trial() == number)
                        .mapToInt(item -> item.measurement().step())
                        .max()
                        .orElse(0);
                Outcome.Pruned outcome = new Outcome.Pruned(Map.of(), steps, Duration.ZERO, why);
                found.prune(outcome.result(found.attempts().size()).orElseThrow(), reason(why));
            });
            return trial.isPresent();
        }
    }

    private Optional<MemoryTrial> paused(UUID study, int number) {
        return world.trial(study, number).filter(trial -> trial.state() == TrialState.PAUSED);
    }

    private static String reason(Map<String, Object> why) {
        return String.valueOf(why.getOrDefault("reason", ""));
    }
}
