package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.store.Ids;
import dev.cairn.store.NewStudy;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads specifications through the resolver, and makes plans of what it resolved. */
public final class ResolvedPlans implements StudyPlans, StudyIntake {
    /** Judging begins after this share of the longest training: three rungs of a reduction of 3. */
    private static final int SHORTEST_PART = 27;

    /** Plans are small; this bounds what a server keeps that has seen many studies. */
    private static final int MOST_KEPT = 1_000;

    private static final int NORMAL_PRIORITY = 0;

    private final Resolver resolver;
    private final InstantSource clock;
    private final Map<UUID, StudyPlan> made = new ConcurrentHashMap<>();

    public ResolvedPlans(Resolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    @Override
    public NewStudy read(String specText) {
        ResolvedStudy study = resolver.resolve(specText);
        StudySpec spec = study.spec();
        UUID id = Ids.next(clock);
        made.put(id, plan(study));
        return new NewStudy(
                id,
                spec.name(),
                study.specJson(),
                specText,
                study.split().id(),
                study.seed(),
                study.metrics(),
                study.objective().direction() == Direction.MAXIMIZE,
                spec.budget().trials(),
                spec.budget().time(),
                spec.budget().parallel(),
                NORMAL_PRIORITY,
                spec.resources().queue(),
                spec.deterministic(),
                spec.lag(),
                NewStudy.DEFAULT_MAX_LOSSES,
                spec.tags());
    }

    @Override
    public StudyPlan of(StudyRecord study) {
        if (made.size() > MOST_KEPT) {
            made.clear();
        }
        return made.computeIfAbsent(study.id(), id -> plan(resolver.reopen(study.specJson(), study.splitId())));
    }

    /** The plan of a study that need not be stored. */
    public static StudyPlan plan(ResolvedStudy study) {
        Sampler sampler = Samplers.named(study.spec().search().strategy(), new SamplerOptions(study.first()));
        Map<String, Pruner> pruners = new LinkedHashMap<>();
        for (Trainer trainer : study.trainers()) {
            pruners.put(
                    trainer.name(), Pruners.named(study.spec().search().earlyStop(), steps(trainer, study.shape())));
        }
        return new StudyPlan(study, sampler, pruners);
    }

    /** Where a trainer's trials are judged, in multiples of the steps at which it measures. */
    private static PrunerOptions steps(Trainer trainer, TaskShape shape) {
        int longest = trainer.maxSteps(trainer.defaults(shape));
        int measured = trainer.stepsPerMeasurement();
        int first = Math.max(1, longest / (SHORTEST_PART * measured)) * measured;
        return new PrunerOptions(Math.min(first, longest), longest);
    }
}
