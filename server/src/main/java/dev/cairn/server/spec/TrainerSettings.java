package dev.cairn.server.spec;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Monotone;
import dev.cairn.trainers.RegressionLoss;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a specification tells every trainer that can be told: weights of classes, and directions. A trainer that cannot is refused by name, or left out of {@code auto}. */
record TrainerSettings(StudySpec spec, TaskShape shape, Complaints complaints) {
    private static final String CLASS_WEIGHT = "classWeight";

    /** As values of trainers' parameters. */
    static Map<String, Value> of(StudySpec spec) {
        Map<String, Value> values = new LinkedHashMap<>();
        spec.classWeight().ifPresent(said -> values.put(ClassWeights.PARAMETER, Value.of(said.text())));
        spec.monotone().ifPresent(said -> values.put(Monotone.PARAMETER, Value.of(said.text())));
        return values;
    }

    /** The field of the specification that a parameter is said in. */
    static String key(String parameter) {
        return parameter.equals(ClassWeights.PARAMETER) ? CLASS_WEIGHT : parameter;
    }

    /**
     * Those that can be told all that is said; adds what is wrong with it.
     *
     * @param inferred the table's columns as their values suggest them
     * @param classes in the order of their codes; empty where they are not known
     */
    List<Trainer> able(List<Trainer> trainers, TableSchema inferred, List<String> classes) {
        int before = complaints.count();
        checkWeights(classes);
        checkDirections(spec.columns().applied(inferred));
        if (complaints.count() > before || of(spec).isEmpty()) {
            return trainers;
        }
        List<Trainer> able = trainers;
        for (String parameter : of(spec).keySet()) {
            able = able(able, parameter);
        }
        return able;
    }

    private List<Trainer> able(List<Trainer> trainers, String parameter) {
        List<Trainer> able = trainers.stream()
                .filter(trainer -> trainer.defaults(shape).has(parameter))
                .toList();
        List<Trainer> unable =
                trainers.stream().filter(trainer -> !able.contains(trainer)).toList();
        if (able.isEmpty() || (!unable.isEmpty() && !(spec.model() instanceof ModelSpec.Auto))) {
            unable.forEach(trainer -> complaints.add(
                    List.of(key(parameter)),
                    Code.CONFLICT,
                    "'%s' can not be told '%s'.".formatted(trainer.name(), key(parameter)),
                    "Leave it out of 'model', or drop '%s'.".formatted(key(parameter))));
        }
        return able;
    }

    private void checkWeights(List<String> classes) {
        if (spec.classWeight().isEmpty()) {
            return;
        }
        if (!shape.task().classification()) {
            complaints.add(
                    List.of(CLASS_WEIGHT),
                    Code.CONFLICT,
                    "Classes can not be weighed: '%s' is a number."
                            .formatted(spec.target().name()),
                    "Leave it out.");
        }
        if (spec.classWeight().get() instanceof ClassWeightSpec.Numbers
                && !spec.target().several().isEmpty()) {
            complaints.add(
                    List.of(CLASS_WEIGHT),
                    Code.CONFLICT,
                    "Several targets have no classes in common to weigh.",
                    "Write classWeight: balanced, which weighs the classes of each.");
        } else if (spec.classWeight().get() instanceof ClassWeightSpec.Numbers numbers && !classes.isEmpty()) {
            numbers.byLabel().keySet().stream()
                    .filter(label -> !classes.contains(label))
                    .forEach(label -> complaints.add(
                            List.of(CLASS_WEIGHT, label),
                            Code.UNKNOWN_NAME,
                            "'%s' has no class '%s'.".formatted(spec.target().name(), label),
                            Suggest.hint(label, classes)));
        }
    }

    /** That of the objective, unless the space fixes another for some trainer. */
    private Values loss() {
        boolean squared = spec.space().stream()
                .flatMap(space -> space.dimensions().entrySet().stream())
                .anyMatch(entry -> (entry.getKey().equals(RegressionLoss.PARAMETER)
                                || entry.getKey().endsWith("." + RegressionLoss.PARAMETER))
                        && entry.getValue() instanceof SpaceSpec.Dimension.Fixed fixed
                        && fixed.value().equals(Value.of(RegressionLoss.SQUARED)));
        return Values.of(
                Map.of(RegressionLoss.PARAMETER, squared ? RegressionLoss.SQUARED : RegressionLoss.OF_OBJECTIVE));
    }

    private void checkDirections(TableSchema schema) {
        if (spec.monotone().isEmpty()) {
            return;
        }
        Monotone.refusal(shape, spec.objective().first(), loss())
                .ifPresent(reason -> complaints.add(
                        List.of(Monotone.PARAMETER), Code.CONFLICT, Sentences.of(reason), Optional.empty()));
        for (String name : spec.monotone().get().ofColumns().keySet()) {
            Optional<ColumnSchema> column = spec
                    .target()
                    .several()
                    .in(schema)
                    .features(spec.target().name())
                    .stream()
                    .filter(feature -> feature.name().equals(name))
                    .findFirst();
            if (column.isEmpty()) {
                complaints.add(
                        List.of(Monotone.PARAMETER, name),
                        Code.UNKNOWN_NAME,
                        "There is no feature '%s'.".formatted(name),
                        Suggest.hint(name, schema.names()));
            } else if (column.get().kind() != ColumnKind.NUMERIC) {
                complaints.add(
                        List.of(Monotone.PARAMETER, name),
                        Code.UNFIT_DATA,
                        "Directions are of numbers; '%s' is %s."
                                .formatted(name, column.get().kind().name().toLowerCase(Locale.ROOT)),
                        "Read it as numeric under 'columns', or leave it out.");
            }
        }
    }
}
