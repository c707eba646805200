package dev.cairn.server.schedule;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Goals;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.CairnStores;
import dev.cairn.store.FailureKind;
import dev.cairn.store.LeaseStore.Client;
import dev.cairn.store.LeaseStore.Hold;
import dev.cairn.store.LeaseStore.Lease;
import dev.cairn.store.LeaseStore.Told;
import dev.cairn.store.LeaseStore.Wanted;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.Outcome;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The trials of studies that clients train: asked for, reported of and told. Suggestions are made as for any other study, from a history of which
 * only the news are read, and outside of any lock of the database; within this process one after the other, since each changes what the next may be.
 */
public final class ClientTrials {
    /** So many events a suggestion may have missed: what happens to a handful of trials while it is made. */
    private static final int LAG_EVENTS = 24;

    private static final int MOST_TRIES = 20;

    private final CairnStores stores;
    private final HistoryCache histories;
    private final StudyPlans plans;
    private final StudyRunner runner;
    private final InstantSource clock;
    private final Map<UUID, Object> turns = new ConcurrentHashMap<>();

    public ClientTrials(
            CairnStores stores, HistoryCache histories, StudyPlans plans, StudyRunner runner, InstantSource clock) {
        this.stores = stores;
        this.histories = histories;
        this.plans = plans;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Up to {@code count} trials for a client, those first that it holds already. None means that the whole budget is handed out or
     * spent, or that nothing more is to be gained.
     *
     * @throws MissingRecord when there is no such study
     * @throws StoreConflict when the study does not run or trains its own model, or no point can be found that keeps its constraints
     */
    public Handed ask(UUID id, String client, int count) {
        synchronized (turns.computeIfAbsent(id, none -> new Object())) {
            for (int i = 0; i < MOST_TRIES; i++) {
                HistoryCache.Look look = look(id);
                StudyRecord study = checkExternal(look.study());
                if (study.state().terminal()) {
                    throw new StoreConflict("the study is " + study.state() + ": it hands out no trials");
                }
                StudyHistory history = look.history();
                promote(
                        study,
                        Promotions.of(study, plans.of(study), history, histories)
                                .next(count));
                Suggestions.Next next = suggested(study, history, count);
                promote(study, next.promotions());
                Optional<List<Lease>> leased = stores.leases()
                        .lease(new Wanted(
                                study.id(),
                                client(id, client),
                                count,
                                lease(study),
                                history.event(),
                                LAG_EVENTS,
                                next.trials()));
                if (leased.isPresent()) {
                    if (leased.get().isEmpty()) {
                        concluded(study, history, next.exhausted());
                    }
                    return new Handed(study, leased.get());
                }
            }
        }
        throw new StoreConflict("study '" + id + "' moves faster than points are found for it; ask again");
    }

    /** Nothing is left to hand out: where nothing is open either, the study ends. */
    private void concluded(StudyRecord study, StudyHistory history, boolean exhausted) {
        if (exhausted) {
            runner.exhausted(study, history);
        } else if (history.open() == 0) {
            runner.fill(study.id());
        }
    }

    private HistoryCache.Look look(UUID id) {
        try {
            return histories.look(id);
        } catch (MissingRecord e) {
            turns.remove(id);
            throw e;
        }
    }

    /** Trials in the hands of a client, and the study as it was when they were handed out. */
    public record Handed(StudyRecord study, List<Lease> leases) {
        public Handed {
            leases = List.copyOf(leases);
        }
    }

    private static StudyRecord checkExternal(StudyRecord study) {
        if (!study.external()) {
            throw new StoreConflict(
                    "study '" + study.name() + "' trains its own model; only a study without one is asked and told");
        }
        return study;
    }

    private Suggestions.Next suggested(StudyRecord study, StudyHistory history, int count) {
        int room = Math.min(count, study.maxTrials() - history.planned());
        if (room <= 0 || plans.of(study).converged(study, history).isPresent()) {
            return Suggestions.Next.NOTHING_YET;
        }
        Optional<Duration> left = study.maxTime()
                .map(most ->
                        most.minus(Duration.between(study.startedAt().orElse(study.createdAt()), clock.instant())));
        try {
            return new Suggestions(study, plans.of(study)).after(history, room, left);
        } catch (InvalidSearch e) {
            throw new StoreConflict("study '" + study.name() + "' cannot go on: " + e.getMessage());
        }
    }

    private void promote(StudyRecord study, List<Suggestion.Promote> promotions) {
        for (Suggestion.Promote promote : promotions) {
            stores.trials()
                    .promote(
                            study.id(),
                            promote.trial(),
                            promote.fidelity().maxSteps(),
                            Explanations.stored(promote.why()));
        }
    }

    /** What became of a report. */
    public record Reported(Hold hold, Verdict verdict) {}

    /** Stores a measurement, renews the lease, and judges the trial among the others; one that is to stop has ended with this. */
    public Reported report(StudyRecord study, int trial, Optional<String> client, MeasurementRow row) {
        Hold hold = stores.leases().hold(study.id(), trial, client.map(name -> client(study.id(), name)), lease(study));
        if (!(hold instanceof Hold.Mine mine) || !stores.trials().record(mine.ref(), List.of(row))) {
            return new Reported(hold, Verdict.CONTINUE);
        }
        Verdict verdict = judge(study, mine.ref(), row.step());
        if (verdict instanceof Verdict.Stop stop) {
            Map<String, Object> why = Explanations.stored(stop.why());
            stores.trials().finish(mine.ref(), new Outcome.Pruned(row.metrics(), row.step(), row.elapsed(), why));
            runner.fill(study.id());
        } else if (verdict instanceof Verdict.Pause pause) {
            stores.trials().finish(mine.ref(), new Outcome.Paused(row.step(), Explanations.stored(pause.why())));
        }
        return new Reported(hold, verdict);
    }

    private Verdict judge(StudyRecord study, AttemptRef ref, int step) {
        Pruner pruner = plans.of(study).pruner(Values.NONE);
        if (!pruner.judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        List<Trial> trials =
                histories.refresh(study).searchTrials(plans.of(study).goals());
        Map<Boolean, List<Contender>> contenders = new Contenders(study, plans.of(study), histories)
                .now(pruner, trials).stream()
                        .collect(Collectors.partitioningBy(trial -> trial.number() == ref.trial()));
        Contender own = contenders.getOrDefault(true, List.of()).stream()
                .findFirst()
                .orElse(new Contender(ref.trial(), Curve.EMPTY));
        List<Contender> peers = contenders.getOrDefault(false, List.of());
        return pruner.judge(own, peers, study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE);
    }

    /**
     * How a client says that a trial ended well.
     *
     * @param metrics with all objectives among them; a first one that is not finite is a trial that diverged
     * @param steps how far it was trained; 0 for as far as it reported
     * @param spread standard deviation of the objective over repetitions, NaN when unknown
     */
    public record Scored(Map<String, Double> metrics, double spread, int steps, Duration took) {
        /** Whether it scored nothing that could be compared. */
        public boolean diverged(String objective) {
            return !Double.isFinite(metrics.getOrDefault(objective, Double.NaN));
        }

        Outcome outcome(String objective, Goals goals) {
            double score = metrics.getOrDefault(objective, Double.NaN);
            return !diverged(objective)
                    ? new Outcome.Completed(
                            metrics,
                            Map.of(),
                            score,
                            spread,
                            steps,
                            took,
                            Optional.empty(),
                            goals.kept(metrics),
                            Map.of())
                    : new Outcome.Failed(
                            FailureKind.DIVERGED, "%s is %s".formatted(objective, score), Optional.empty());
        }
    }

    /**
     * Ends a trial with what it scored.
     *
     * @param scored made of the study; what it throws is thrown, and nothing is told
     */
    public Told tell(UUID id, int trial, Optional<String> client, Function<StudyRecord, Scored> scored) {
        return end(
                id,
                trial,
                client,
                study -> scored.apply(study)
                        .outcome(study.objective(), plans.of(study).goals()));
    }

    /** Ends a trial that failed for a reason of its own; it is not tried again. */
    public Told fail(UUID id, int trial, Optional<String> client, String reason) {
        return end(id, trial, client, study -> new Outcome.Failed(FailureKind.CODE, reason, Optional.empty()));
    }

    private Told end(UUID id, int trial, Optional<String> client, Function<StudyRecord, Outcome> outcome) {
        Told told = stores.leases()
                .tell(id, trial, client.map(name -> client(id, name)), study -> outcome.apply(checkExternal(study)));
        if (told.last()) {
            turns.remove(id);
        }
        if (told.last() || plans.of(told.study()).early().allowed(told.study())) {
            runner.fill(id);
        }
        return told;
    }

    /** How long a client may be silent. */
    public Duration lease(StudyRecord study) {
        return plans.of(study).lease();
    }

    private static Client client(UUID study, String name) {
        String whole = study + "/" + name;
        return new Client(UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)), name);
    }
}
