package dev.cairn.server.spec;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.SpaceSpec.Dimension;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.trainers.FeatureParameters;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the space of a study from its trainers and from what the specification says of it. With several trainers a parameter {@code model}
 * chooses one, and {@code mlp.lr} exists where {@code model == 'mlp'}.
 */
final class SpaceBuilder {
    private final StudySpec spec;
    private final List<Trainer> trainers;
    private final TaskShape shape;
    private final Complaints complaints;
    private final Map<String, Map<String, Value>> fixed = new LinkedHashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Expression> constraints = new ArrayList<>();

    SpaceBuilder(StudySpec spec, List<Trainer> trainers, TaskShape shape, Complaints complaints) {
        this.spec = spec;
        this.trainers = trainers;
        this.shape = shape;
        this.complaints = complaints;
    }

    /** The space; empty when there were faults. */
    Optional<SearchSpace> build() {
        int before = complaints.count();
        if (composite()) {
            List<Value> names = trainers.stream().map(t -> Value.of(t.name())).toList();
            parameters.add(new Choice(ResolvedStudy.MODEL, names, Optional.empty(), Optional.empty()));
        }
        spec.features().ifPresent(features -> features.values().forEach(this::fixFeature));
        TrainerSettings.of(spec).forEach(this::fixSetting);
        spec.space().ifPresentOrElse(this::addGiven, () -> trainers.forEach(this::addOwn));
        checkNames();
        addConstraints();
        if (complaints.count() > before) {
            return Optional.empty();
        }
        if (parameters.isEmpty()) {
            complaints.add(
                    List.of("space"),
                    Code.OUT_OF_RANGE,
                    "Every parameter is fixed: there is nothing to search.",
                    "Give at least one a range.");
            return Optional.empty();
        }
        return space();
    }

    private Optional<SearchSpace> space() {
        try {
            return Optional.of(new SearchSpace(parameters, constraints));
        } catch (InvalidSearch e) {
            complaints.add(List.of("space"), Code.CONFLICT, Sentences.of(e), Optional.empty());
            return Optional.empty();
        }
    }

    /** The values that the specification fixes, by trainer. */
    Map<String, Values> fixed() {
        Map<String, Values> all = new LinkedHashMap<>();
        fixed.forEach((trainer, values) -> all.put(trainer, new Values(values)));
        return all;
    }

    /** A feature setting holds for every trainer that it says anything to. */
    private void fixFeature(String name, Value value) {
        List<Trainer> with = trainers.stream()
                .filter(trainer -> trainer.defaults(shape).has(name))
                .toList();
        if (with.isEmpty()) {
            complaints.add(
                    List.of("features", name),
                    Code.CONFLICT,
                    "The data has no column that '%s' would do anything to.".formatted(name),
                    "Leave it out.");
        }
        with.forEach(trainer -> fix(trainer, List.of("features", name), name, value));
    }

    /** The trainers of the study were chosen by what they can be told. */
    private void fixSetting(String name, Value value) {
        List<String> path = List.of(TrainerSettings.key(name));
        trainers.forEach(trainer -> fix(trainer, path, name, value));
    }

    private void fix(Trainer trainer, List<String> path, String name, Value value) {
        if (spec.space()
                .filter(given -> given.dimensions().containsKey(prefix(trainer) + name))
                .isPresent()) {
            complaints.add(
                    path,
                    Code.CONFLICT,
                    "'%s' is in the space too.".formatted(prefix(trainer) + name),
                    "Say it in one place.");
        }
        checkFault(trainer, prefix(trainer) + name, value, path);
        fixed.computeIfAbsent(trainer.name(), t -> new LinkedHashMap<>()).put(name, value);
    }

    private boolean isFixed(Trainer trainer, String name) {
        return fixed.getOrDefault(trainer.name(), Map.of()).containsKey(name);
    }

    private boolean composite() {
        return trainers.size() > 1;
    }

    private String prefix(Trainer trainer) {
        return composite() ? trainer.name() + "." : "";
    }

    private void addOwn(Trainer trainer) {
        SearchSpace own = trainer.space(shape);
        String prefix = prefix(trainer);
        for (Parameter parameter : own.parameters()) {
            if (isFixed(trainer, parameter.name())) {
                continue;
            }
            Optional<Expression> when = parameter.when().map(e -> e.renamed(name -> prefix + name));
            parameters.add(parameter.renamed(prefix + parameter.name(), only(trainer, when)));
        }
        own.constraints().forEach(c -> constraints.add(c.renamed(name -> prefix + name)));
    }

    private Optional<Expression> only(Trainer trainer, Optional<Expression> when) {
        if (!composite()) {
            return when;
        }
        Expression chosen = Expression.parse(ResolvedStudy.MODEL + " == '" + trainer.name() + "'");
        return Optional.of(when.map(chosen::and).orElse(chosen));
    }

    private void addGiven(SpaceSpec given) {
        given.dimensions().forEach((name, dimension) -> {
            Optional<Trainer> trainer = owner(name);
            if (trainer.isEmpty()) {
                complaints.add(List.of("space", name), Code.UNKNOWN_NAME, unknown(name), Suggest.hint(name, known()));
            } else if (dimension instanceof Dimension.Searched searched) {
                Parameter parameter = searched.parameter();
                check(trainer.get(), parameter);
                parameters.add(parameter.renamed(name, only(trainer.get(), parameter.when())));
            } else if (dimension instanceof Dimension.Fixed bare) {
                check(trainer.get(), name, bare.value(), List.of("space", name));
                fixed.computeIfAbsent(trainer.get().name(), t -> new LinkedHashMap<>())
                        .put(bareName(trainer.get(), name), bare.value());
            }
        });
    }

    private String unknown(String name) {
        return composite()
                ? "No trainer of this study has a parameter '%s'; with several trainers it is called like '%s'."
                        .formatted(name, known().stream().findFirst().orElse("mlp.lr"))
                : "The trainer '%s' has no parameter '%s'."
                        .formatted(trainers.get(0).name(), name);
    }

    private Optional<Trainer> owner(String name) {
        return trainers.stream()
                .filter(trainer -> name.startsWith(prefix(trainer)))
                .filter(trainer -> trainer.defaults(shape).has(bareName(trainer, name)))
                .findFirst();
    }

    private String bareName(Trainer trainer, String name) {
        return name.substring(prefix(trainer).length());
    }

    private Set<String> known() {
        Set<String> names = new LinkedHashSet<>();
        for (Trainer trainer : trainers) {
            trainer.defaults(shape).byName().keySet().forEach(name -> names.add(prefix(trainer) + name));
        }
        return names;
    }

    private void check(Trainer trainer, Parameter parameter) {
        String name = parameter.name();
        List<String> path = List.of("space", name);
        if (parameter instanceof Real real) {
            if (checkKind(trainer, name, new Value.Num(0.5), path)) {
                checkFault(trainer, name, new Value.Num(real.low()), path);
                checkFault(trainer, name, new Value.Num(real.high()), path);
            }
        } else if (parameter instanceof Int whole) {
            if (checkKind(trainer, name, new Value.Whole(1), path)) {
                checkFault(trainer, name, new Value.Whole(whole.low()), path);
                checkFault(trainer, name, new Value.Whole(whole.high()), path);
            }
        } else {
            levels(parameter).forEach(level -> check(trainer, name, level, path));
        }
    }

    private static List<Value> levels(Parameter parameter) {
        return parameter instanceof Choice choice ? choice.levels() : ((Ordinal) parameter).levels();
    }

    private void check(Trainer trainer, String name, Value value, List<String> path) {
        if (!checkKind(trainer, name, value, path)
                || !checkFault(trainer, name, value, path)
                || !(value instanceof Value.Text)) {
            return;
        }
        trainer.space(shape).parameters().stream()
                .filter(own -> own.name().equals(bareName(trainer, name)) && !own.contains(value))
                .filter(own -> !FeatureParameters.NAMES.contains(own.name()))
                .findFirst()
                .ifPresent(own -> complaints.add(
                        path,
                        Code.UNKNOWN_NAME,
                        "'%s' of %s is %s; got %s.".formatted(own.name(), trainer.name(), own.rule(), value.raw()),
                        Optional.empty()));
    }

    private boolean checkFault(Trainer trainer, String name, Value value, List<String> path) {
        Optional<String> fault = trainer.fault(bareName(trainer, name), value);
        fault.ifPresent(said -> complaints.add(path, Code.OUT_OF_RANGE, said + ".", Optional.empty()));
        return fault.isEmpty();
    }

    /** What the trainer's default is tells what its values are: numbers stay numbers, whole ones whole. */
    private boolean checkKind(Trainer trainer, String name, Value value, List<String> path) {
        Value usual = trainer.defaults(shape).find(bareName(trainer, name)).orElse(value);
        boolean whole =
                value instanceof Value.Whole || (value instanceof Value.Num n && n.number() == Math.rint(n.number()));
        boolean fits = switch (kind(usual)) {
            case "a number" -> value instanceof Value.Num || value instanceof Value.Whole;
            case "a whole number" -> whole;
            default -> kind(usual).equals(kind(value));
        };
        if (!fits) {
            complaints.add(
                    path,
                    Code.WRONG_TYPE,
                    "'%s' of %s is %s.".formatted(bareName(trainer, name), trainer.name(), kind(usual)),
                    "Its default is " + usual.raw() + ".");
        }
        return fits;
    }

    private static String kind(Value value) {
        if (value instanceof Value.Num) {
            return "a number";
        }
        if (value instanceof Value.Whole) {
            return "a whole number";
        }
        return value instanceof Value.Text ? "a text" : "true or false";
    }

    private void checkNames() {
        Set<String> searched = searched();
        spec.space()
                .ifPresent(given -> given.dimensions().forEach((name, dimension) -> {
                    if (dimension instanceof Dimension.Searched s
                            && s.parameter().when().isPresent()) {
                        checkNames(s.parameter().when().get(), searched, List.of("space", name, "when"));
                    }
                }));
    }

    private Set<String> searched() {
        Set<String> names = new LinkedHashSet<>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private boolean checkNames(Expression rule, Set<String> searched, List<String> path) {
        boolean sound = true;
        for (String name : rule.names()) {
            if (!searched.contains(name)) {
                String detail = known().contains(name)
                        ? "'%s' is not searched; a condition may only speak of what is.".formatted(name)
                        : "There is no parameter '%s'.".formatted(name);
                complaints.add(path, Code.UNKNOWN_NAME, detail, Suggest.hint(name, searched));
                sound = false;
            }
        }
        return sound;
    }

    private void addConstraints() {
        Set<String> searched = searched();
        for (int i = 0; i < spec.constraints().size(); i++) {
            List<String> path = List.of("constraints", String.valueOf(i));
            Expression rule = spec.constraints().get(i);
            if (checkNames(rule, searched, path)) {
                constraints.add(rule);
            }
        }
    }
}
