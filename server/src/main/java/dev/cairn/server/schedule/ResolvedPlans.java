package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.EarlyStop;
import dev.cairn.server.spec.ExternalSpec;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.SpecEdits;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.server.wire.Json;
import dev.cairn.store.Allowance;
import dev.cairn.store.Ids;
import dev.cairn.store.NewStudy;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.Trainer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Reads specifications through the resolver, and makes plans of what it resolved. */
public final class ResolvedPlans implements StudyPlans, StudyIntake {
    /** Judging begins after this share of the longest training: three rungs of a reduction of 3. */
    private static final int SHORTEST_PART = 27;

    /** Plans are small; this bounds what a server keeps that has seen many studies. */
    private static final int MOST_KEPT = 1_000;

    /** What the store wants to know; how many clients there are is not for it to say. */
    private static final int MOST_CLIENTS = 1024;

    private static final int NORMAL_PRIORITY = 0;

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Resolver resolver;
    private final InstantSource clock;
    private final Map<Key, StudyPlan> made = new ConcurrentHashMap<>();

    private record Key(UUID study, int revision) {}

    public ResolvedPlans(Resolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    @Override
    public NewStudy read(String specText) {
        return ExternalStudy.isMeantBy(specText) ? readExternal(specText) : readTrained(specText);
    }

    private NewStudy readExternal(String specText) {
        ExternalStudy study = resolver.external(specText);
        ExternalSpec spec = study.spec();
        UUID id = Ids.next(clock);
        made.put(new Key(id, 1), plan(study));
        return new NewStudy(
                id,
                spec.name(),
                study.specJson(),
                specText,
                Optional.empty(),
                study.seed(),
                study.metrics(),
                spec.objective().directions().get(0) == Direction.MAXIMIZE,
                spec.budget().trials(),
                spec.budget().time(),
                MOST_CLIENTS,
                NORMAL_PRIORITY,
                NewStudy.EXTERNAL_QUEUE,
                false,
                0,
                NewStudy.DEFAULT_MAX_LOSSES,
                spec.tags());
    }

    private NewStudy readTrained(String specText) {
        Instant asked = clock.instant();
        ResolvedStudy study = resolver.resolve(specText);
        NewStudy fresh = fresh(study, specText, Duration.between(asked, clock.instant()));
        made.put(new Key(fresh.id(), 1), plan(study));
        return fresh;
    }

    @Override
    public Revised revise(StudyRecord study, String edits) {
        ResolvedStudy revised = resolver.revise(study.specJson(), split(study), SpecEdits.read(edits));
        List<String> changes = Resolver.changes(resolver.reopen(study.specJson(), split(study)), revised);
        return new Revised(revised.specJson(), changes, inside(revised));
    }

    @Override
    public Derived derive(StudyRecord source, String edits, String freeName, StudyOrigin.Kind kind) {
        SpecEdits changes = SpecEdits.read(edits);
        UUID split = split(source);
        String base = base(source, changes.name().isPresent() ? source.name() : freeName);
        ResolvedStudy study =
                kind == StudyOrigin.Kind.FORK ? resolver.fork(base, split, changes) : resolver.derive(base, changes);
        return new Derived(fresh(study, study.specJson(), Duration.ZERO), inside(study));
    }

    private static UUID split(StudyRecord study) {
        return study.splitId()
                .orElseThrow(() -> new StoreConflict(
                        "clients train study '" + study.name() + "': submit another one instead of changing it"));
    }

    /** The source's specification as its budget is now. */
    private static String base(StudyRecord source, String name) {
        Map<String, Object> spec = new LinkedHashMap<>(Json.object(source.specJson()));
        Map<String, Object> budget = new LinkedHashMap<>();
        if (spec.get("budget") instanceof Map<?, ?> before) {
            before.forEach((key, value) -> budget.put(String.valueOf(key), value));
        }
        budget.put("trials", source.maxTrials());
        budget.put("parallel", source.parallel());
        spec.put("name", name);
        spec.put("budget", budget);
        return Json.text(spec);
    }

    private static Predicate<Map<String, Object>> inside(ResolvedStudy study) {
        return values -> study.space().contains(Values.of(values));
    }

    /** @param spent while it was read and its rows were divided: a part of the time in which a model is to be there */
    private NewStudy fresh(ResolvedStudy study, String specText, Duration spent) {
        StudySpec spec = study.spec();
        return new NewStudy(
                Ids.next(clock),
                spec.name(),
                study.specJson(),
                specText,
                Optional.of(study.split().id()),
                study.seed(),
                study.metrics(),
                study.objective().direction() == Direction.MAXIMIZE,
                spec.budget().trials(),
                study.timeOfSearch().map(time -> study.timeOfModel().isZero() ? time : atLeastSome(time.minus(spent))),
                spec.budget().parallel(),
                spec.priority(),
                spec.resources().queue().orElse("cpu"),
                spec.deterministic(),
                spec.lag(),
                NewStudy.DEFAULT_MAX_LOSSES,
                spec.tags(),
                allowance(spec));
    }

    private static Duration atLeastSome(Duration time) {
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }

    private static Allowance allowance(StudySpec spec) {
        return new Allowance(
                spec.project(),
                spec.budget().deviceHours().map(hours -> Duration.ofMillis(Math.max(1, (long) (hours * 3_600_000)))),
                spec.budget().money().map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    @Override
    public StudyPlan of(StudyRecord study) {
        if (made.size() > MOST_KEPT) {
            made.clear();
        }
        return made.computeIfAbsent(
                new Key(study.id(), study.revision()),
                key -> study.splitId()
                        .map(split -> plan(resolver.reopen(study.specJson(), split)))
                        .orElseGet(() -> plan(ExternalStudy.reopen(study.specJson()))));
    }

    /** The plan of a study that need not be stored. */
    public static StudyPlan plan(ResolvedStudy study) {
        Map<String, Pruner> pruners = new LinkedHashMap<>();
        for (Trainer trainer : study.trainers()) {
            pruners.put(
                    trainer.name(), study.spec().search().earlyStop().pruner(steps(trainer, study.longest(trainer))));
        }
        return new StudyPlan(
                Optional.of(study),
                study.space(),
                study.goals(),
                study.sampler(),
                pruners,
                Upkeep.LEASE,
                EarlyEnd.of(study));
    }

    /** The plan of a study that clients train. */
    public static StudyPlan plan(ExternalStudy study) {
        ExternalSpec spec = study.spec();
        Sampler sampler = Samplers.named(
                spec.search().strategy(), new SamplerOptions(study.first(), study.hints(), study.outlines()));
        EarlyStop.Steps steps = spec.steps()
                .map(most -> new EarlyStop.Steps(Math.max(1, most / SHORTEST_PART), most, 1))
                .orElse(new EarlyStop.Steps(1, 1, 1));
        EarlyStop rule = spec.steps().isPresent() ? spec.search().earlyStop() : new EarlyStop.None();
        return new StudyPlan(
                Optional.empty(),
                study.space(),
                study.goals(),
                sampler,
                Map.of(StudyPlan.ELSEWHERE, rule.pruner(steps)),
                spec.lease(),
                EarlyEnd.of(spec));
    }

    /** Where a trainer's trials are judged, in multiples of the steps at which it measures. */
    private static EarlyStop.Steps steps(Trainer trainer, int longest) {
        int measured = trainer.stepsPerMeasurement();
        int first = Math.max(1, longest / (SHORTEST_PART * measured)) * measured;
        return new EarlyStop.Steps(Math.min(first, longest), longest, measured);
    }
}
