package dev.cairn.server.spec;

import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a study wants: one or more objectives, and bounds on what comes out of a trial.
 *
 * @param objectives the first is the one that learning curves show and that trials are stopped by, hence a metric
 * @param bounds by name of a metric or cost, in the order given
 */
public record Goals(List<Goal> objectives, Map<String, Bound> bounds) {
    /** More than this no sampler and no reader can weigh. */
    static final int MOST = 4;

    public Goals {
        objectives = List.copyOf(objectives);
        bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
        if (objectives.isEmpty() || objectives.size() > MOST) {
            throw new Misfit(
                    "",
                    "A study has 1 to %d objectives; got %d.".formatted(MOST, objectives.size()),
                    "Give one, like {maximize: rocAuc}, or a list.");
        }
        Set<String> seen = new HashSet<>();
        for (Goal goal : objectives) {
            if (!seen.add(goal.name())) {
                throw new Misfit("", "'%s' is an objective twice.".formatted(goal.name()), "Name each objective once.");
            }
        }
    }

    public static Goals of(Objective objective) {
        return new Goals(List.of(new Goal(objective.metric().wireName(), objective.direction())), Map.of());
    }

    /** The goals of a canonical specification's field, as {@link SpecReader#write} spells it. */
    public static Goals stored(Object written) {
        List<Goal> goals = new ArrayList<>();
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (Object element : written instanceof List<?> list ? list : List.of(written)) {
            if (element instanceof Map<?, ?> fields) {
                for (Direction direction : Direction.values()) {
                    Object name = fields.get(ObjectiveForm.word(direction));
                    if (name != null) {
                        goals.add(new Goal(name.toString(), direction));
                    }
                }
                if (fields.get("constraints") instanceof Map<?, ?> said) {
                    said.forEach((name, text) -> Bound.read(String.valueOf(text))
                            .ifPresent(bound -> bounds.put(String.valueOf(name), bound)));
                }
            }
        }
        return new Goals(goals, bounds);
    }

    /** The first objective. */
    public Objective first() {
        Goal goal = objectives.get(0);
        return new Objective(goal.metric().orElseThrow(), goal.direction());
    }

    /** True if one number is all that is wanted. */
    public boolean plain() {
        return objectives.size() == 1 && bounds.isEmpty();
    }

    /** True if a mean of models that keep the bounds can be made to keep them too: bounds on what a model costs, none on what it says. */
    boolean blends() {
        return !several()
                && bounds.keySet().stream().allMatch(name -> Cost.named(name).isPresent());
    }

    /** True of one objective whose bounds, if any, are all ceilings, which several models keep together. */
    public boolean capped() {
        return !several() && ceilings().keySet().equals(bounds.keySet());
    }

    public boolean several() {
        return objectives.size() > 1;
    }

    public List<Direction> directions() {
        return objectives.stream().map(Goal::direction).toList();
    }

    /** What has to be measured beside the metrics. */
    public Set<Cost> costs() {
        Set<Cost> costs = EnumSet.noneOf(Cost.class);
        objectives.forEach(goal -> goal.cost().ifPresent(costs::add));
        bounds.keySet().forEach(name -> Cost.named(name).ifPresent(costs::add));
        return costs;
    }

    /** The bounds that a mean of several models has to keep as a whole, by what costs it, in the order given. */
    public Map<String, Double> ceilings() {
        Map<String, Double> ceilings = new LinkedHashMap<>();
        bounds.forEach((name, bound) -> Cost.named(name)
                .filter(cost -> cost.ofAnswering() && bound.below())
                .ifPresent(cost -> ceilings.put(name, bound.limit())));
        return ceilings;
    }

    /** The names of all objectives and of what has a bound, the first objective first. */
    public Set<String> named() {
        Set<String> names = new LinkedHashSet<>();
        objectives.forEach(goal -> names.add(goal.name()));
        names.addAll(bounds.keySet());
        return names;
    }

    /** The objectives beside the first. */
    public List<Goal> further() {
        return objectives.subList(1, objectives.size());
    }

    /** What has to be measured while a model learns, so that rules can compare trials by all objectives. */
    public TrainJob.Along along() {
        return new TrainJob.Along(
                further().stream().flatMap(goal -> goal.metric().stream()).collect(Collectors.toSet()),
                further().stream().flatMap(goal -> goal.cost().stream()).collect(Collectors.toSet()),
                named().stream().flatMap(name -> Gap.named(name).stream()).collect(Collectors.toSet()));
    }

    /** One number per objective, NaN where it is not among the metrics. */
    public List<Double> scores(Map<String, Double> metrics) {
        return objectives.stream()
                .map(goal -> metrics.getOrDefault(goal.name(), Double.NaN))
                .toList();
    }

    /** One number per bound, at most 0 where the metrics keep it, NaN where it was not measured. */
    public List<Double> violations(Map<String, Double> metrics) {
        return bounds.entrySet().stream()
                .map(bound -> bound.getValue().violation(metrics.getOrDefault(bound.getKey(), Double.NaN)))
                .toList();
    }

    /** Whether the metrics keep all bounds. */
    public boolean kept(Map<String, Double> metrics) {
        return violations(metrics).stream().allMatch(violation -> violation <= 0);
    }

    /** A trial of a study with these goals, of which only the first objective was known. */
    public CompletedTrial seen(CompletedTrial trial, Map<String, Double> metrics) {
        return new CompletedTrial(
                trial.number(),
                trial.values(),
                trial.curve(),
                scores(metrics),
                trial.spread(),
                trial.cost(),
                violations(metrics));
    }
}
