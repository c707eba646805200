package dev.cairn.server.spec;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The points to try first: what the user enqueued, completed with defaults, then the defaults of each trainer. */
final class FirstPoints {
    private final SearchSpace space;
    private final List<Trainer> trainers;
    private final Map<String, Value> defaults = new LinkedHashMap<>();

    FirstPoints(SearchSpace space, List<Trainer> trainers, TaskShape shape) {
        this.space = space;
        this.trainers = trainers;
        for (Trainer trainer : trainers) {
            String prefix = trainers.size() == 1 ? "" : trainer.name() + ".";
            trainer.defaults(shape).byName().forEach((name, value) -> defaults.put(prefix + name, value));
        }
    }

    /** Without trainers: a point is what was enqueued, and the middle of what it does not say. */
    FirstPoints(SearchSpace space) {
        this.space = space;
        this.trainers = List.of();
    }

    List<Values> of(List<Values> enqueued, Complaints complaints) {
        List<Values> first = new ArrayList<>();
        for (int i = 0; i < enqueued.size(); i++) {
            List<String> path = List.of("enqueue", String.valueOf(i));
            enqueued(enqueued.get(i), path, complaints).ifPresent(first::add);
        }
        trainers.forEach(trainer -> usual(trainer).ifPresent(first::add));
        return first.stream().distinct().toList();
    }

    private Optional<Values> enqueued(Values given, List<String> path, Complaints complaints) {
        List<String> names = space.parameters().stream().map(Parameter::name).toList();
        int before = complaints.count();
        for (String name : given.byName().keySet()) {
            if (!names.contains(name)) {
                List<String> place = new ArrayList<>(path);
                place.add(name);
                complaints.add(
                        place,
                        Code.UNKNOWN_NAME,
                        "'" + name + "' is no parameter of the space.",
                        Suggest.hint(name, names));
            }
        }
        if (complaints.count() > before) {
            return Optional.empty();
        }
        try {
            Values point = completed(withModel(given));
            space.check(point);
            given.byName().keySet().stream()
                    .filter(name -> !point.has(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new InvalidSearch("'" + name + "' is not active at this point");
                    });
            return Optional.of(point);
        } catch (InvalidSearch e) {
            complaints.add(path, Code.OUT_OF_RANGE, Sentences.of(e), Optional.empty());
            return Optional.empty();
        }
    }

    /** With several trainers, a point that names only one of them need not say so. */
    private Values withModel(Values given) {
        if (trainers.size() <= 1 || given.has(ResolvedStudy.MODEL)) {
            return given;
        }
        List<String> named = trainers.stream()
                .map(Trainer::name)
                .filter(name -> given.byName().keySet().stream().anyMatch(key -> key.startsWith(name + ".")))
                .toList();
        if (named.size() != 1) {
            throw new InvalidSearch("with several trainers a point says which one it is for: model: "
                    + trainers.get(0).name());
        }
        return given.with(ResolvedStudy.MODEL, Value.of(named.get(0)));
    }

    private Values completed(Values given) {
        Map<String, Value> point = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            if (space.active(parameter, new Values(point))) {
                point.put(parameter.name(), given.find(parameter.name()).orElseGet(() -> usual(parameter)));
            }
        }
        return new Values(point);
    }

    private Value usual(Parameter parameter) {
        return parameter
                .prior()
                .or(() -> Optional.ofNullable(defaults.get(parameter.name())).filter(parameter::contains))
                .orElseGet(() -> parameter.decode(0.5));
    }

    private Optional<Values> usual(Trainer trainer) {
        Map<String, Value> chosen =
                trainers.size() == 1 ? Map.of() : Map.of(ResolvedStudy.MODEL, Value.of(trainer.name()));
        Values point = completed(new Values(chosen));
        return space.feasible(point) ? Optional.of(point) : Optional.empty();
    }
}
