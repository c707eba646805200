package dev.cairn.server.routes;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.server.schedule.ResolvedPlans;
import dev.cairn.server.spec.BudgetSpec;
import dev.cairn.server.spec.ExternalSpec;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.trainers.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Specifications and spaces as they go over the wire. */
final class SpecViews {
    /** The median rule judges at each step; nobody reads more than this. */
    private static final int MOST_RUNGS = 50;

    private SpecViews() {}

    static StudyJson.Validated validated(ResolvedStudy study, List<String> warnings) {
        int classes = study.shape().classes();
        StudyJson.Resolved resolved = new StudyJson.Resolved(
                Optional.of(DatasetViews.ref(study.dataset())),
                Optional.of(study.spec().target().name()).filter(target -> !target.isEmpty()),
                Optional.of(Wire.name(study.shape().task())),
                classes > 0 ? OptionalInt.of(classes) : OptionalInt.empty(),
                new StudyJson.Objective(
                        study.objective().metric().wireName(),
                        Wire.direction(study.objective().direction())),
                study.trainers().stream().map(Trainer::name).toList(),
                OptionalLong.of(study.split().trainRows()),
                OptionalLong.of(study.split().vaultRows()));
        return new StudyJson.Validated(
                Json.object(study.specJson()), resolved, space(study.space()), plan(study), warnings);
    }

    static StudyJson.Validated validated(ExternalStudy study, List<String> warnings) {
        ExternalSpec spec = study.spec();
        StudyJson.Resolved resolved = new StudyJson.Resolved(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                new StudyJson.Objective(
                        study.goals().objectives().get(0).name(),
                        Wire.direction(study.goals().directions().get(0))),
                List.of(StudyFacts.ELSEWHERE),
                OptionalLong.empty(),
                OptionalLong.empty());
        Map<String, List<Integer>> rungs = new LinkedHashMap<>();
        Map<String, Pruner> pruners = ResolvedPlans.plan(study).pruners();
        spec.steps().ifPresent(most -> pruners.forEach((name, pruner) -> rungs.put(name, rungs(pruner, most))));
        StudyJson.Plan plan = new StudyJson.Plan(spec.budget().trials(), 1, 1, rungs);
        return new StudyJson.Validated(Json.object(study.specJson()), resolved, space(study.space()), plan, warnings);
    }

    static StudyJson.Space space(SearchSpace space) {
        return new StudyJson.Space(
                space.parameters().stream().map(SpecViews::parameter).toList(),
                space.constraints().stream().map(Expression::text).toList(),
                space.cardinality());
    }

    static StudyJson.Parameter parameter(Parameter parameter) {
        Optional<Object> prior = parameter.prior().map(Value::raw);
        Optional<String> when = parameter.when().map(Expression::text);
        if (parameter instanceof Real real) {
            Optional<Number> step =
                    real.step().isPresent() ? Optional.of(real.step().getAsDouble()) : Optional.empty();
            return numeric(real.name(), "float", real.low(), real.high(), Wire.name(real.scale()), step, prior, when);
        } else if (parameter instanceof Int whole) {
            Optional<Number> step = whole.step() > 1 ? Optional.of(whole.step()) : Optional.empty();
            return numeric(whole.name(), "int", whole.low(), whole.high(), Wire.name(whole.scale()), step, prior, when);
        } else if (parameter instanceof Choice choice) {
            return levels(choice.name(), "choice", choice.levels(), prior, when);
        }
        Ordinal ordinal = (Ordinal) parameter;
        return levels(ordinal.name(), "ordinal", ordinal.levels(), prior, when);
    }

    private static StudyJson.Parameter numeric(
            String name,
            String kind,
            Number low,
            Number high,
            String scale,
            Optional<Number> step,
            Optional<Object> prior,
            Optional<String> when) {
        return new StudyJson.Parameter(
                name,
                kind,
                Optional.of(low),
                Optional.of(high),
                Optional.of(scale),
                step,
                Optional.empty(),
                prior,
                when);
    }

    private static StudyJson.Parameter levels(
            String name, String kind, List<Value> levels, Optional<Object> prior, Optional<String> when) {
        return new StudyJson.Parameter(
                name,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(levels.stream().map(Value::raw).toList()),
                prior,
                when);
    }

    private static StudyJson.Plan plan(ResolvedStudy study) {
        int folds = study.validation().models();
        Map<String, Pruner> pruners = ResolvedPlans.plan(study).pruners();
        Map<String, List<Integer>> rungs = new LinkedHashMap<>();
        for (Trainer trainer : study.trainers()) {
            Pruner pruner = pruners.get(trainer.name());
            if (pruner != null) {
                rungs.put(trainer.name(), rungs(pruner, study.longest(trainer)));
            }
        }
        BudgetSpec budget = study.spec().budget();
        return new StudyJson.Plan(budget.trials(), budget.parallel(), folds, rungs);
    }

    private static List<Integer> rungs(Pruner pruner, int maxSteps) {
        return IntStream.rangeClosed(1, maxSteps)
                .filter(pruner::judgesAt)
                .limit(MOST_RUNGS)
                .boxed()
                .toList();
    }
}
