package dev.cairn.server.spec;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Turns a specification into a study that can be run, against datasets and trainers, or says all that is wrong with it. */
public final class Resolver {
    private final StudyData data;
    private final DataResolver rows;
    private final LongSupplier seeds;
    private final Supplier<SlotClasses> slots;
    private final EarlierStudies earlier;

    /**
     * Resolves against these datasets.
     *
     * @param seeds draws a seed for a study that names none, from 0 to {@link SearchSpec#LARGEST_SEED}
     */
    public Resolver(StudyData data, LongSupplier seeds) {
        this(data, seeds, SlotClasses::none, EarlierStudies.none());
    }

    /**
     * Resolves against these datasets and the slots that are offered now.
     *
     * @param slots asked once for each new study
     * @param earlier what a new study may learn from
     */
    public Resolver(StudyData data, LongSupplier seeds, Supplier<SlotClasses> slots, EarlierStudies earlier) {
        this.data = data;
        this.rows = new DataResolver(data);
        this.seeds = seeds;
        this.slots = slots;
        this.earlier = earlier;
    }

    /**
     * Reads and resolves a specification. The first time for a dataset, target and test setting this splits the dataset.
     *
     * @throws InvalidSpec with all faults that could be found
     */
    public ResolvedStudy resolve(String text) {
        SpecDocument document = SpecReader.read(text);
        return resolve(document, Optional.empty());
    }

    /**
     * A study's specification with edits, on the study's own data.
     *
     * @throws InvalidSpec with all faults, also when the edits are more than a revision of a running study
     */
    public ResolvedStudy revise(String specJson, UUID splitId, SpecEdits edits) {
        ResolvedStudy before = reopen(specJson, splitId);
        ResolvedStudy after = resolve(edits.applied(specJson), Optional.of(before.split()));
        edits.requireRevision(changes(before, after), before.spec(), after.spec());
        return after;
    }

    /** A specification made from another's, to be a study of its own. */
    public ResolvedStudy derive(String specJson, SpecEdits edits) {
        return resolve(edits.applied(specJson), Optional.empty());
    }

    /**
     * The same for a study that takes results of the other over.
     *
     * @throws InvalidSpec when these would not count in it
     */
    public ResolvedStudy fork(String specJson, UUID splitId, SpecEdits edits) {
        ResolvedStudy before = reopen(specJson, splitId);
        ResolvedStudy after = resolve(edits.applied(specJson), Optional.of(before.split()));
        edits.requireSameMeaning(changes(before, after));
        edits.requireNoPopulation(before.spec(), after.spec());
        return after;
    }

    /** The fields in which two resolved studies differ. */
    public static List<String> changes(ResolvedStudy before, ResolvedStudy after) {
        return SpecEdits.changes(before.specJson(), after.specJson());
    }

    /** The study of a stored specification, on the split it was made for. */
    public ResolvedStudy reopen(String specJson, UUID splitId) {
        SplitRecord split = data.split(splitId)
                .orElseThrow(() -> new IllegalStateException("the split of a stored study is stored: " + splitId));
        return resolve(SpecReader.read(specJson), Optional.of(split));
    }

    /** What a stored study searches, whoever trains it. */
    public SearchSpace space(StudyRecord study) {
        return study.splitId()
                .map(split -> reopen(study.specJson(), split).space())
                .orElseGet(() -> ExternalStudy.reopen(study.specJson()).space());
    }

    /** Reads the specification of a study that is trained elsewhere. */
    public ExternalStudy external(String text) {
        return ExternalStudy.of(text, seeds, new WarmStarts(earlier));
    }

    private ResolvedStudy resolve(SpecDocument document, Optional<SplitRecord> known) {
        // What was said of the dataset counts when a study begins; a stored one has it in its specification.
        StudySpec asked = known.isPresent() ? document.spec() : rows.read(document.spec());
        Complaints complaints = new Complaints(document.tree());
        if (asked.clusters()) {
            Clustering.check(asked, document.tree(), complaints);
            complaints.throwIfAny();
            asked = asked.unstratified();
        }
        return resolve(asked, document, known, complaints);
    }

    private ResolvedStudy resolve(
            StudySpec asked, SpecDocument document, Optional<SplitRecord> known, Complaints complaints) {
        Optional<DatasetVersionRecord> version = rows.version(asked, complaints);
        rows.checkTest(asked, complaints);
        ModelResolver.checkProgram(asked, complaints);
        complaints.throwIfAny();
        DatasetVersionRecord dataset = version.orElseThrow();
        SplitRecord split = known.orElseGet(() -> rows.split(asked, dataset, complaints));
        TaskShape shape = data.shape(split);
        DataResolver.checkRows(asked, shape, complaints);
        GoalChecks.selection(asked, shape, complaints);
        GoalChecks.finish(asked, shape, complaints);
        List<Trainer> fitting = new TrainerSettings(asked, shape, complaints)
                .able(ModelResolver.trainers(asked, shape, complaints), data.schema(dataset), data.classes(split));
        complaints.throwIfAny();
        AutoPlan.Planned planned = new AutoPlan(asked, document.tree(), shape).of(fitting);
        StudySpec spec = planned.spec();
        GoalChecks.intervals(spec, shape, complaints);
        List<Trainer> trainers = planned.trainers();
        SpaceBuilder builder = new SpaceBuilder(spec, trainers, shape, complaints);
        Optional<SearchSpace> space = builder.build();
        complaints.throwIfAny();
        complaints.checkFeasible(space.orElseThrow());
        Map<String, Values> fixed = fixed(spec, trainers, shape, space.get(), builder.fixed(), complaints);
        complaints.throwIfAny();
        List<Values> first = new FirstPoints(space.orElseThrow(), trainers, shape).of(spec.enqueue(), complaints);
        complaints.throwIfAny();
        // A stored study keeps its queue, whatever is offered when it is opened again.
        ResourcesSpec resources = known.isPresent()
                ? spec.resources()
                : spec.resources().on(slots.get().queue(spec.resources(), complaints));
        complaints.throwIfAny();
        StudySpec pinned = pinned(spec, dataset, trainers, resources);
        ResolvedStudy study = new ResolvedStudy(pinned, dataset, split, shape, trainers, space.get(), fixed, first);
        EarlierSources sources = new EarlierSources(data, this::reopen);
        Optional<WarmStartSpec> warm = new WarmStarts(earlier)
                .taken(spec.warmStart(), study.space(), before -> sources.source(before, study), complaints);
        complaints.throwIfAny();
        return study.warmed(warm);
    }

    /** What the specification fixes, and with a population what that needs. */
    private static Map<String, Values> fixed(
            StudySpec spec,
            List<Trainer> trainers,
            TaskShape shape,
            SearchSpace space,
            Map<String, Values> said,
            Complaints complaints) {
        if (!spec.search().populated()) {
            return said;
        }
        Trainer trainer = trainers.get(0);
        Values own = said.getOrDefault(trainer.name(), Values.NONE);
        Population.check(spec, trainers, space, own, shape, complaints);
        return Map.of(trainer.name(), Population.patient(trainer, shape, own));
    }

    private StudySpec pinned(
            StudySpec spec, DatasetVersionRecord dataset, List<Trainer> trainers, ResourcesSpec resources) {
        long seed = spec.search().seed().orElseGet(seeds::getAsLong);
        return spec.pinned(
                dataset.name() + "@" + dataset.number(),
                spec.search().seeded(seed),
                spec.model() instanceof ModelSpec.Program
                        ? spec.model()
                        : new ModelSpec.Named(
                                trainers.stream().map(Trainer::name).toList()),
                spec.columns(),
                resources,
                spec.warmStart());
    }
}
