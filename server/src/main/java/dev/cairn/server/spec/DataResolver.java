package dev.cairn.server.spec;

import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Gap;
import java.util.List;
import java.util.Optional;

/** Finds the rows that a specification speaks of and divides them, or says what is wrong with them. */
final class DataResolver {
    private static final String TARGET = "target";

    private final StudyData data;

    DataResolver(StudyData data) {
        this.data = data;
    }

    /** The specification with what was said of its dataset's columns, where it says nothing itself. */
    StudySpec read(StudySpec spec) {
        return data.find(spec.dataset())
                .map(data::columns)
                .filter(said -> !said.isEmpty())
                .map(said -> spec.pinned(
                        spec.dataset(),
                        spec.search(),
                        spec.model(),
                        said.under(spec.columns()),
                        spec.resources(),
                        spec.warmStart()))
                .orElse(spec);
    }

    Optional<DatasetVersionRecord> version(StudySpec spec, Complaints complaints) {
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
        for (DataFault fault :
                roles.faults(spec.columns().applied(inferred), spec.target().name())) {
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
        if (spec.clusters()) {
            Clustering.checkColumns(schema, complaints);
            return;
        }
        SeveralTargets several = spec.target().several();
        if (!several.isEmpty()) {
            checkSeveral(spec, several, schema, complaints);
            return;
        }
        TargetCheck check = TargetCheck.of(schema, spec.target().name(), GoalChecks.use(spec, schema));
        for (DataFault fault : check.faults()) {
            complaints.add(List.of(TARGET), Code.UNFIT_DATA, fault.detail(), hint(fault));
        }
        if (check.fits()) {
            GoalChecks.metrics(spec, check.classes() ? Task.BINARY : Task.REGRESSION, complaints);
            GoalChecks.gaps(spec, schema, complaints);
        }
    }

    private static void checkSeveral(
            StudySpec spec, SeveralTargets several, TableSchema schema, Complaints complaints) {
        for (DataFault fault : several.faults(schema)) {
            int at = several.columns().indexOf(fault.column().orElse(""));
            complaints.add(
                    at < 0 ? List.of(TARGET) : List.of(TARGET, String.valueOf(at)),
                    Code.UNFIT_DATA,
                    fault.detail(),
                    hint(fault));
        }
        GoalChecks.metrics(spec, Task.MULTILABEL, complaints);
        if (spec.objective().named().stream().anyMatch(name -> Gap.named(name).isPresent())) {
            complaints.add(
                    List.of("objective"),
                    Code.CONFLICT,
                    "A gap between groups is of one target, not of several.",
                    "Leave it out, or predict one column.");
        }
        if (spec.model() instanceof ModelSpec.Program) {
            complaints.add(
                    List.of(TARGET), Code.CONFLICT, "A program predicts one column.", "Name one, or another model.");
        }
    }

    void checkTest(StudySpec spec, Complaints complaints) {
        if (spec.test() instanceof TestSetting.Dataset other
                && data.find(other.name()).isEmpty()) {
            complaints.add(
                    List.of("test", "dataset"),
                    Code.UNKNOWN_NAME,
                    "There is no dataset '" + other.name() + "'.",
                    missing(other.name()));
        }
    }

    SplitRecord split(StudySpec spec, DatasetVersionRecord dataset, Complaints complaints) {
        try {
            TargetUse use = GoalChecks.use(spec, spec.columns().applied(data.schema(dataset)));
            return data.split(
                    dataset,
                    new SplitRequest(
                            spec.target().name(),
                            spec.target().several(),
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

    static void checkRows(StudySpec spec, TaskShape shape, Complaints complaints) {
        if (spec.validate().plan() instanceof Validation.Folds folds && shape.rows() < 2 * folds.k()) {
            String detail = "%d folds need at least %d training rows; there are %d."
                    .formatted(folds.k(), 2 * folds.k(), shape.rows());
            complaints.add(List.of("validate", "folds"), Code.UNFIT_DATA, detail, "Take fewer folds, or more rows.");
        }
    }

    private String missing(String reference) {
        return Suggest.nearest(reference, data.names())
                .map(name -> "Did you mean '" + name + "'?")
                .orElse("Add it first: cairn data add FILE.csv --name " + reference);
    }

    private static Optional<String> hint(DataFault fault) {
        return fault.hint().isEmpty() ? Optional.empty() : Optional.of(fault.hint());
    }
}
