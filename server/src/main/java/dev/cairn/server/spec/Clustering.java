package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a specification without a target may say: what needs answers, or models to learn from them, is refused by name. */
final class Clustering {
    private static final String TASK = "task";
    private static final String TARGET = "target";
    private static final String WORD = "clustering";

    /** They describe clusterings; the best of them is the one that does nothing. */
    private static final Set<String> DESCRIPTIONS = Set.of(Metric.CLUSTERS.wireName(), Metric.NOISE.wireName());

    private Clustering() {}

    /** A target is missing, unless nothing is predicted; then it is too much. */
    static void checkTarget(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return;
        }
        Optional<String> task =
                mapping.field(TASK).map(said -> said instanceof Tree.Scalar scalar ? scalar.text() : "");
        boolean clusters = task.equals(Optional.of(WORD));
        boolean predicts = task.isEmpty() || task.equals(Optional.of("prediction"));
        boolean target = mapping.field(TARGET).isPresent();
        if (predicts && !target) {
            faults.add(
                    mapping.place().member(TARGET),
                    Code.MISSING_FIELD,
                    "'target' is missing.",
                    "Column to predict, or several of two classes side by side; or write task: clustering, which has none.");
        }
        if (clusters && target) {
            faults.add(
                    mapping.key(TARGET),
                    Code.CONFLICT,
                    "A clustering predicts nothing, so it has no target.",
                    "Leave it out; a column that rows shall not be compared by is left out with columns: {NAME: ignore}.");
        }
    }

    /** The same as a part of the JSON Schema. */
    static List<Map<String, Object>> schema() {
        return List.of(
                Map.of("required", List.of(TARGET)),
                Map.of("required", List.of(TASK), "properties", Map.of(TASK, Map.of("const", WORD))));
    }

    /** All that does not go with having no target. */
    static void check(StudySpec spec, Tree document, Complaints complaints) {
        Map<String, String> needless = new LinkedHashMap<>();
        if (spec.classWeight().isPresent()) {
            needless.put("classWeight", "There are no classes to weigh.");
        }
        if (spec.monotone().isPresent()) {
            needless.put("monotone", "There is no answer that could rise or fall along a column.");
        }
        if (spec.calibration().isPresent()) {
            needless.put("calibration", "There are no probabilities to calibrate.");
        }
        if (spec.threshold().isPresent()) {
            needless.put("threshold", "There are no probabilities to decide by.");
        }
        if (spec.intervals().isPresent()) {
            needless.put("intervals", "There are no numbers to put intervals around.");
        }
        if (spec.ensemble().isPresent()) {
            needless.put("ensemble", "Clusters of several models have no mean.");
        }
        if (spec.interpretable()) {
            needless.put("interpretable", "No model that finds clusters can be shown whole yet.");
        }
        if (spec.model() instanceof ModelSpec.Program) {
            needless.put("model", "A program predicts a column.");
        }
        needless.forEach((field, detail) ->
                complaints.add(List.of(field), Code.CONFLICT, detail, "Leave it out: task is clustering."));
        if (stratified(document)) {
            complaints.add(
                    List.of("validate", "stratify"),
                    Code.CONFLICT,
                    "There are no classes to keep in proportion.",
                    "Leave it out: task is clustering.");
        }
        goals(spec, complaints);
    }

    private static boolean stratified(Tree document) {
        return document instanceof Tree.Mapping mapping
                && mapping.field("validate")
                        .filter(validate -> validate instanceof Tree.Mapping said
                                && said.field("stratify")
                                        .filter(flag -> flag instanceof Tree.Scalar scalar
                                                && scalar.text().equals("true"))
                                        .isPresent())
                        .isPresent();
    }

    private static void goals(StudySpec spec, Complaints complaints) {
        GoalChecks.metrics(spec, Task.CLUSTERING, complaints);
        for (Goal goal : spec.objective().objectives()) {
            if (DESCRIPTIONS.contains(goal.name())) {
                complaints.add(
                        List.of("objective"),
                        Code.CONFLICT,
                        "'%s' alone is best where nothing is found.".formatted(goal.name()),
                        "Bound it: {maximize: silhouette, constraints: {%s: ...}}.".formatted(goal.name()));
            }
        }
        for (String name : spec.objective().named()) {
            if (Gap.named(name).isPresent()) {
                complaints.add(
                        List.of("objective"),
                        Code.CONFLICT,
                        "'%s' compares predictions, and a clustering has none.".formatted(name),
                        "Leave it out.");
            }
            boolean several = Metric.named(name).filter(Metric::comparesModels).isPresent();
            if (several
                    && spec.validate().plan().models() < 2
                    && spec.validate().roles().folds().isEmpty()) {
                complaints.add(
                        List.of("objective"),
                        Code.CONFLICT,
                        "'%s' compares the models of several folds; a holdout has one.".formatted(name),
                        "Write validate: {folds: 5}.");
            }
        }
    }

    /** A table whose columns are all left out has nothing by which rows could be alike. */
    static void checkColumns(TableSchema schema, Complaints complaints) {
        if (schema.features("").isEmpty()) {
            complaints.add(
                    List.of("dataset"),
                    Code.UNFIT_DATA,
                    "No column of it can be used.",
                    "Rows are alike by numbers, levels, dates or prose.");
        }
    }
}
