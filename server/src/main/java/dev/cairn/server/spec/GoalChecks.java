package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.interval.Margin;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether what a study wants goes with what it predicts. */
final class GoalChecks {
    private static final int MOST_GROUPS = 50;

    /** Of the held-out rows set an interval's width; the others tell whether it holds. */
    private static final double KEPT = 0.8;

    private GoalChecks() {}

    /** Whether each metric of the objectives and of the bounds goes with the task; that of two classes stands for more. */
    static void metrics(StudySpec spec, Task task, Complaints complaints) {
        Goals goals = spec.objective();
        for (int i = 0; i < goals.objectives().size(); i++) {
            Goal goal = goals.objectives().get(i);
            String word = ObjectiveForm.word(goal.direction());
            metric(
                    spec,
                    goal.name(),
                    task,
                    goals.several() ? List.of("objective", String.valueOf(i), word) : List.of("objective", word),
                    complaints);
        }
        for (String name : goals.bounds().keySet()) {
            metric(spec, name, task, List.of("objective", "constraints", name), complaints);
        }
    }

    private static void metric(StudySpec spec, String name, Task task, List<String> path, Complaints complaints) {
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
        if (metric.isPresent() && !metric.get().fits(task)) {
            String detail = spec.clusters()
                    ? "'%s' does not fit: a clustering has no target.".formatted(name)
                    : "'%s' does not fit: predicting '%s' is %s.%s"
                            .formatted(
                                    name,
                                    spec.target().name(),
                                    kind(task),
                                    metric.get().fits(Task.CLUSTERING) ? " It judges clusters." : "");
            String fitting = Metric.fitting(task).stream().map(Metric::wireName).collect(Collectors.joining(", "));
            complaints.add(path, Code.CONFLICT, detail, "Fitting: " + fitting + ".");
        }
    }

    private static String kind(Task task) {
        return switch (task) {
            case REGRESSION -> "regression";
            case MULTILABEL -> "classification of several columns";
            case BINARY, MULTICLASS -> "classification";
            case CLUSTERING -> "clustering";
        };
    }

    /** A gap is between groups of a feature with few levels. */
    static void gaps(StudySpec spec, TableSchema schema, Complaints complaints) {
        for (String name : spec.objective().named()) {
            Optional<Gap> gap = Gap.named(name);
            if (gap.isEmpty()) {
                continue;
            }
            gap.get().metric().ifPresent(metric -> fitting(spec, schema, name, metric, complaints));
            boolean grouped = schema.features(spec.target().name()).stream()
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

    private static void fitting(StudySpec spec, TableSchema schema, String name, Metric metric, Complaints complaints) {
        boolean classes =
                TargetCheck.of(schema, spec.target().name(), use(spec, schema)).classes();
        if (metric.fits(Task.REGRESSION) == classes) {
            complaints.add(
                    List.of("objective"),
                    Code.CONFLICT,
                    "'%s' does not fit what '%s' is."
                            .formatted(name, spec.target().name()),
                    Optional.empty());
        }
    }

    static void selection(StudySpec spec, TaskShape shape, Complaints complaints) {
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

    /** Whether there are probabilities to calibrate, or to decide by, and whether models can be combined as wanted. */
    static void finish(StudySpec spec, TaskShape shape, Complaints complaints) {
        boolean classes = shape.task() == Task.BINARY || shape.task() == Task.MULTICLASS;
        if (shape.task() == Task.MULTILABEL
                && spec.ensemble()
                        .filter(ensemble -> ensemble.method() == Combining.STACKED)
                        .isPresent()) {
            complaints.add(
                    List.of("ensemble", "method"),
                    Code.CONFLICT,
                    "A second model is of one target, not of several.",
                    "Write method: greedy.");
        }
        if (spec.ensemble().filter(EnsembleSpec::distill).isPresent()
                && (shape.task() == Task.MULTILABEL || shape.image().isPresent())) {
            complaints.add(
                    List.of("ensemble", "distill"),
                    Code.CONFLICT,
                    "Models of several targets, and of images, cannot be distilled into one.",
                    "Leave it out.");
        }
        if (spec.calibration().orElse(Calibrating.NONE) != Calibrating.NONE) {
            unfinishable(spec, classes, "calibration", complaints);
        }
        if (spec.threshold().orElse(Deciding.NONE) != Deciding.NONE) {
            unfinishable(spec, classes, "threshold", complaints);
            Metric metric = spec.objective().first().metric();
            if (classes && !metric.ofDecisions()) {
                complaints.add(
                        List.of("threshold"),
                        Code.CONFLICT,
                        "'%s' does not see which class is the answer, so no threshold is better than another."
                                .formatted(metric.wireName()),
                        "Leave it out, or take an objective like f1 or balancedAccuracy.");
            }
        }
    }

    /** Whether there are numbers to put intervals around, and rows enough to tell how wide. */
    static void intervals(StudySpec spec, TaskShape shape, Complaints complaints) {
        if (spec.intervals().isEmpty()) {
            return;
        }
        List<String> path = List.of("intervals");
        if (shape.task() != Task.REGRESSION) {
            complaints.add(
                    path,
                    Code.CONFLICT,
                    "Intervals are around numbers; predicting '%s' is classification."
                            .formatted(spec.target().name()),
                    "Leave it out: classes come with probabilities, and 'calibration: auto' makes these mean what they say.");
            return;
        }
        if (spec.model() instanceof ModelSpec.Program) {
            complaints.add(path, Code.CONFLICT, "The models of a program are its own affair.", "Leave it out.");
            return;
        }
        List<Double> levels = spec.intervals().get().levels();
        double highest = levels.get(levels.size() - 1);
        double heldOut = shape.rows() * heldOut(spec.validate().plan());
        if (KEPT * heldOut < Margin.fewest(highest)) {
            complaints.add(
                    path,
                    Code.CONFLICT,
                    "An interval of %s needs %d held-out rows; there are about %d."
                            .formatted(highest, (int) Math.ceil(Margin.fewest(highest) / KEPT), (int) heldOut),
                    "Write a lower level, or hold out more rows: validate: {folds: 5} holds out each once.");
        }
    }

    /** Share of the training rows that trials are scored on. */
    private static double heldOut(Validation plan) {
        if (plan instanceof Validation.Holdout holdout) {
            return holdout.fraction();
        }
        if (plan instanceof Validation.Latest latest) {
            return latest.fraction();
        }
        return plan instanceof Validation.Forward forward ? forward.k() / (forward.k() + 1.0) : 1;
    }

    private static void unfinishable(StudySpec spec, boolean classes, String field, Complaints complaints) {
        if (!classes) {
            complaints.add(
                    List.of(field),
                    Code.CONFLICT,
                    "It needs the probabilities of the classes of one column.",
                    "Leave it out.");
        } else if (spec.model() instanceof ModelSpec.Program) {
            complaints.add(
                    List.of(field), Code.CONFLICT, "The models of a program are its own affair.", "Leave it out.");
        }
    }

    /** Numbers that could be classes are numbers when the metric is one of numbers. */
    static TargetUse use(StudySpec spec, TableSchema schema) {
        boolean numeric = schema.column(spec.target().name())
                .filter(column -> column.kind() == ColumnKind.NUMERIC)
                .isPresent();
        boolean classes =
                TargetCheck.of(schema, spec.target().name(), TargetUse.AUTO).classes();
        return numeric && classes && spec.objective().first().metric().fits(Task.REGRESSION)
                ? TargetUse.NUMBERS
                : TargetUse.AUTO;
    }
}
