package dev.cairn.server.spec;

import dev.cairn.search.sampler.FeasibleShare;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns a specification into a study that can be run, against datasets and trainers, or says all that is wrong with it. */
public final class Resolver {
    private static final String TARGET = "target";
    private static final int MOST_GROUPS = 50;

    private final StudyData data;
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
        StudySpec asked = document.spec();
        Complaints complaints = new Complaints(document.tree());
        Optional<DatasetVersionRecord> version = version(asked, complaints);
        checkTest(asked, complaints);
        checkProgram(asked, complaints);
        complaints.throwIfAny();
        DatasetVersionRecord dataset = version.orElseThrow();
        SplitRecord split = known.orElseGet(() -> split(asked, dataset, complaints));
        TaskShape shape = data.shape(split);
        checkRows(asked, shape, complaints);
        checkSelection(asked, shape, complaints);
        List<Trainer> fitting = trainers(asked, shape, complaints);
        complaints.throwIfAny();
        AutoPlan.Planned planned = new AutoPlan(asked, document.tree(), shape).of(fitting);
        StudySpec spec = planned.spec();
        List<Trainer> trainers = planned.trainers();
        SpaceBuilder builder = new SpaceBuilder(spec, trainers, shape, complaints);
        Optional<SearchSpace> space = builder.build();
        complaints.throwIfAny();
        checkFeasible(space.orElseThrow(), complaints);
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
        Optional<WarmStartSpec> warm = new WarmStarts(earlier)
                .taken(spec.warmStart(), study.space(), before -> source(before, study), complaints);
        complaints.throwIfAny();
        return study.warmed(warm);
    }

    /** What an earlier study has to teach; nothing if it had another kind of task or none of the trainers, or its data are gone. */
    private Optional<WarmStarts.Source> source(StudyRecord before, ResolvedStudy fresh) {
        Optional<SplitRecord> split = before.splitId()
                .flatMap(data::split)
                .filter(s -> s.task().equals(fresh.split().task()));
        if (split.isEmpty()) {
            return Optional.empty();
        }
        StudySpec spec = SpecReader.read(before.specJson()).spec();
        Optional<DatasetVersionRecord> dataset = data.find(spec.dataset());
        boolean shared =
                fresh.trainers().stream().anyMatch(trainer -> spec.model().names(trainer.name()));
        if (dataset.isEmpty() || !shared) {
            return Optional.empty();
        }
        boolean same = dataset.get().datasetId().equals(fresh.dataset().datasetId())
                && spec.target().equals(fresh.spec().target());
        double distance = WarmStarts.distance(
                metaFeatures(split.get(), dataset.get()), metaFeatures(fresh.split(), fresh.dataset()), same);
        return distance >= 1
                ? Optional.empty()
                : Optional.of(WarmStarts.trained(
                        before,
                        distance,
                        () -> reopen(before.specJson(), split.get().id()),
                        fresh));
    }

    private MetaFeatures metaFeatures(SplitRecord split, DatasetVersionRecord dataset) {
        return MetaFeatures.of(data.shape(split), data.schema(dataset), split.target());
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

    /** A study that could not try anything is refused, not started. */
    private static void checkFeasible(SearchSpace space, Complaints complaints) {
        if (!FeasibleShare.any(space)) {
            FeasibleShare share = FeasibleShare.of(space);
            complaints.add(
                    List.of("constraints"),
                    Code.CONFLICT,
                    "No configuration was found that keeps all constraints: " + share.text() + ".",
                    share.tightest().map(rule -> "Loosen '" + rule + "', or widen the parameters it speaks of."));
        }
    }

    private Optional<DatasetVersionRecord> version(StudySpec spec, Complaints complaints) {
        Optional<DatasetVersionRecord> version = data.find(spec.dataset());
        if (version.isEmpty()) {
            complaints.add(
                    List.of("dataset"),
                    Code.UNKNOWN_NAME,
                    "There is no dataset '" + spec.dataset() + "'.",
                    missing(spec.dataset()));
            return version;
        }
        TableSchema inferred = data.schema(version.get());
        checkColumns(spec, inferred, complaints);
        checkTarget(spec, spec.columns().applied(inferred), complaints);
        return version;
    }

    /** Whether columns can be read as they are to be, and divide the rows as they are to. */
    private static void checkColumns(StudySpec spec, TableSchema inferred, Complaints complaints) {
        for (DataFault fault : spec.columns().faults(inferred)) {
            complaints.add(List.of("columns", fault.column().orElse("")), Code.UNFIT_DATA, fault.detail(), hint(fault));
        }
        RowRoles roles = spec.validate().roles();
        for (DataFault fault : roles.faults(spec.columns().applied(inferred), spec.target())) {
            String key = roles.groups().isPresent() ? "groups" : roles.time().isPresent() ? "time" : "column";
            complaints.add(List.of("validate", key), Code.UNFIT_DATA, fault.detail(), hint(fault));
        }
        if (spec.test() instanceof TestSetting.Column column
                && inferred.column(column.name()).isEmpty()) {
            complaints.add(
                    List.of("test", "column"),
                    Code.UNKNOWN_NAME,
                    "There is no column '" + column.name() + "' to mark the sealed rows.",
                    Suggest.hint(column.name(), inferred.names()));
        }
    }

    /** Whether the column can be predicted at all, and whether the metric goes with what it is. */
    private static void checkTarget(StudySpec spec, TableSchema schema, Complaints complaints) {
        TargetCheck check = TargetCheck.of(schema, spec.target(), use(spec, schema));
        for (DataFault fault : check.faults()) {
            complaints.add(List.of(TARGET), Code.UNFIT_DATA, fault.detail(), hint(fault));
        }
        if (check.fits()) {
            checkMetrics(spec, check.classes(), complaints);
            checkGaps(spec, schema, complaints);
        }
    }

    /** A gap is between groups of a feature with few levels. */
    private static void checkGaps(StudySpec spec, TableSchema schema, Complaints complaints) {
        for (String name : spec.objective().named()) {
            Optional<Gap> gap = Gap.named(name);
            if (gap.isEmpty()) {
                continue;
            }
            gap.get().metric().ifPresent(metric -> checkFitting(spec, schema, name, metric, complaints));
            boolean grouped = schema.features(spec.target()).stream()
                    .anyMatch(column -> column.name().equals(gap.get().column())
                            && (column.kind().isLabels() || column.kind() == ColumnKind.BOOLEAN)
                            && column.distinct() <= MOST_GROUPS);
            if (!grouped) {
                complaints.add(
                        List.of("objective"),
                        Code.CONFLICT,
                        "'%s' needs a feature '%s' of 2 to %d levels."
                                .formatted(name, gap.get().column(), MOST_GROUPS),
                        "Name a column of groups, like accuracyGap(sex).");
            }
        }
    }

    private static void checkFitting(
            StudySpec spec, TableSchema schema, String name, Metric metric, Complaints complaints) {
        boolean classes =
                TargetCheck.of(schema, spec.target(), use(spec, schema)).classes();
        if (metric.fits(Task.REGRESSION) == classes) {
            complaints.add(
                    List.of("objective"),
                    Code.CONFLICT,
                    "'%s' does not fit what '%s' is.".formatted(name, spec.target()),
                    Optional.empty());
        }
    }

    /** Whether each metric of the objectives and of the bounds goes with the task. */
    private static void checkMetrics(StudySpec spec, boolean classes, Complaints complaints) {
        Goals goals = spec.objective();
        for (int i = 0; i < goals.objectives().size(); i++) {
            Goal goal = goals.objectives().get(i);
            String word = ObjectiveForm.word(goal.direction());
            checkMetric(
                    spec,
                    goal.name(),
                    classes,
                    goals.several() ? List.of("objective", String.valueOf(i), word) : List.of("objective", word),
                    complaints);
        }
        for (String name : goals.bounds().keySet()) {
            checkMetric(spec, name, classes, List.of("objective", "constraints", name), complaints);
        }
    }

    private static void checkMetric(
            StudySpec spec, String name, boolean classes, List<String> path, Complaints complaints) {
        Optional<Metric> metric = Metric.named(name);
        boolean first = spec.objective().objectives().get(0).name().equals(name);
        if (!first
                && metric.flatMap(m -> m.quantile().stream().boxed().findFirst())
                        .isPresent()) {
            complaints.add(
                    path,
                    Code.CONFLICT,
                    "'%s' is of a quantile, which models are fitted for only where it is the first objective."
                            .formatted(name),
                    "Write objective: {minimize: %s}.".formatted(name));
        }
        if (metric.isPresent() && metric.get().fits(Task.REGRESSION) == classes) {
            String task = classes ? "classification" : "regression";
            String detail = "'%s' does not fit: predicting '%s' is %s.".formatted(name, spec.target(), task);
            String fitting = Metric.fitting(classes ? Task.BINARY : Task.REGRESSION).stream()
                    .map(Metric::wireName)
                    .collect(Collectors.joining(", "));
            complaints.add(path, Code.CONFLICT, detail, "Fitting: " + fitting + ".");
        }
    }

    /** Numbers that could be classes are numbers when the metric is one of numbers. */
    private static TargetUse use(StudySpec spec, TableSchema schema) {
        boolean numeric = schema.column(spec.target())
                .filter(column -> column.kind() == ColumnKind.NUMERIC)
                .isPresent();
        boolean classes = TargetCheck.of(schema, spec.target(), TargetUse.AUTO).classes();
        return numeric && classes && spec.objective().first().metric().fits(Task.REGRESSION)
                ? TargetUse.NUMBERS
                : TargetUse.AUTO;
    }

    private static Optional<String> hint(DataFault fault) {
        return fault.hint().isEmpty() ? Optional.empty() : Optional.of(fault.hint());
    }

    private String missing(String reference) {
        return Suggest.nearest(reference, data.names())
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("Add it first: cairn data add FILE.csv --name " + reference);
    }

    private void checkTest(StudySpec spec, Complaints complaints) {
        if (spec.test() instanceof TestSetting.Dataset other
                && data.find(other.name()).isEmpty()) {
            complaints.add(
                    List.of("test", "dataset"),
                    Code.UNKNOWN_NAME,
                    "There is no dataset '" + other.name() + "'.",
                    missing(other.name()));
        }
    }

    /** A program scores itself: it gets all rows, and there is no test that it could not have seen. */
    private static void checkProgram(StudySpec spec, Complaints complaints) {
        if (spec.model() instanceof ModelSpec.Program && !(spec.test() instanceof TestSetting.None)) {
            complaints.add(
                    List.of("test"),
                    Code.CONFLICT,
                    "A program reports its own scores, so no rows can be sealed from it.",
                    "Write test: none; results then say that they are the program's own.");
        }
    }

    private SplitRecord split(StudySpec spec, DatasetVersionRecord dataset, Complaints complaints) {
        try {
            TargetUse use = use(spec, spec.columns().applied(data.schema(dataset)));
            return data.split(
                    dataset,
                    new SplitRequest(
                            spec.target(),
                            spec.test(),
                            use,
                            spec.columns(),
                            spec.validate().roles()));
        } catch (InvalidDataset e) {
            for (DataFault fault : e.faults()) {
                boolean ofTest = fault.column().isEmpty() && spec.test() instanceof TestSetting.Dataset;
                complaints.add(List.of(ofTest ? "test" : TARGET), Code.UNFIT_DATA, fault.detail(), hint(fault));
            }
            complaints.throwIfAny();
            throw e;
        }
    }

    private static void checkSelection(StudySpec spec, TaskShape shape, Complaints complaints) {
        boolean selects = spec.objective().named().stream()
                .flatMap(name -> Gap.named(name).stream())
                .anyMatch(gap -> gap.metric().isEmpty());
        if (selects && shape.task() != Task.BINARY) {
            complaints.add(
                    List.of("objective"),
                    Code.CONFLICT,
                    "A selection rate is of two classes; this is "
                            + shape.task().name().toLowerCase(Locale.ROOT) + ".",
                    "Take the gap of a metric, like accuracyGap(sex).");
        }
    }

    private static void checkRows(StudySpec spec, TaskShape shape, Complaints complaints) {
        if (spec.validate().plan() instanceof Validation.Folds folds && shape.rows() < 2 * folds.k()) {
            String detail = "%d folds need at least %d training rows; there are %d."
                    .formatted(folds.k(), 2 * folds.k(), shape.rows());
            complaints.add(List.of("validate", "folds"), Code.UNFIT_DATA, detail, "Take fewer folds, or more rows.");
        }
    }

    private static List<Trainer> trainers(StudySpec spec, TaskShape shape, Complaints complaints) {
        if (spec.model() instanceof ModelSpec.Program program) {
            if (spec.space().isEmpty()) {
                complaints.add(
                        List.of("space"),
                        Code.MISSING_FIELD,
                        "A program has no space of its own.",
                        "Say what is searched, like space: {lr: {float: [1e-4, 1], log: true}}.");
            }
            return List.of(new ProgramTrainer(program, spec.space()));
        }
        if (spec.model() instanceof ModelSpec.Named named) {
            List<Trainer> trainers = new ArrayList<>();
            for (String name : named.trainers()) {
                Trainer trainer = Trainers.named(name)
                        .orElseThrow(() -> new IllegalStateException("the reader knows its trainers: " + name));
                trainer.cannotFitBecause(shape)
                        .ifPresent(reason -> complaints.add(
                                modelPath(named, name),
                                Code.CONFLICT,
                                "'%s' can not learn this: %s".formatted(name, reason),
                                fitting(shape)));
                trainers.add(trainer);
            }
            return trainers;
        }
        List<Trainer> fitting = Trainers.fitting(shape);
        if (fitting.isEmpty()) {
            complaints.add(List.of("model"), Code.CONFLICT, "No trainer fits this task.", Optional.empty());
        }
        return fitting;
    }

    private static List<String> modelPath(ModelSpec.Named named, String name) {
        return named.trainers().size() == 1
                ? List.of("model")
                : List.of("model", String.valueOf(named.trainers().indexOf(name)));
    }

    private static String fitting(TaskShape shape) {
        return "Fitting: "
                + String.join(
                        ", ",
                        Trainers.fitting(shape).stream().map(Trainer::name).toList()) + ".";
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
