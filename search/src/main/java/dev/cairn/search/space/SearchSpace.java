package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The axes of a search and the rules between them.
 *
 * <p>Parameters are kept in an order in which each condition speaks of earlier ones only, otherwise as given.
 *
 * @param constraints what a configuration must not break; a constraint that speaks of an inactive parameter does not apply
 */
public record SearchSpace(List<Parameter> parameters, List<Expression> constraints) {
    public SearchSpace {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (byName.put(parameter.name(), parameter) != null) {
                throw new InvalidSearch("parameter '%s' is there twice".formatted(parameter.name()));
            }
        }
        for (Parameter parameter : parameters) {
            parameter.when().ifPresent(when -> requireKnown(when, byName.keySet(), parameter.name()));
        }
        constraints = List.copyOf(constraints);
        constraints.forEach(constraint -> requireKnown(constraint, byName.keySet(), "constraints"));
        parameters = sorted(byName);
        tryRules(parameters, constraints);
    }

    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters), List.of());
    }

    public SearchSpace constrained(String... rules) {
        List<Expression> all = new ArrayList<>(constraints);
        List.of(rules).forEach(rule -> all.add(Expression.parse(rule)));
        return new SearchSpace(parameters, all);
    }

    public int size() {
        return parameters.size();
    }

    /** The configuration at a point of the unit cube; coordinates of inactive parameters do not matter. It may break constraints. */
    public Values decode(double[] unit) {
        if (unit.length != parameters.size()) {
            throw new InvalidSearch("a point needs %d coordinates, got %d".formatted(parameters.size(), unit.length));
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < unit.length; i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.when().isEmpty() || parameter.when().get().holds(values)) {
                values.put(parameter.name(), parameter.decode(unit[i]));
            }
        }
        return new Values(values);
    }

    /** The point of a configuration, NaN where a parameter is inactive. */
    public double[] encode(Values values) {
        double[] unit = new double[parameters.size()];
        for (int i = 0; i < unit.length; i++) {
            Parameter parameter = parameters.get(i);
            unit[i] = values.find(parameter.name()).map(parameter::encode).orElse(Double.NaN);
        }
        return unit;
    }

    public boolean active(Parameter parameter, Values values) {
        return parameter.when().isEmpty() || parameter.when().get().test(values);
    }

    /** True if no constraint is broken. */
    public boolean feasible(Values values) {
        for (Expression constraint : constraints) {
            if (constraint.violatedBy(values)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Requires that exactly the active parameters have values, that each admits its value and that no constraint is broken.
     *
     * @throws InvalidSearch naming the parameter, the rule and the value
     */
    public void check(Values values) {
        Set<String> unknown = new LinkedHashSet<>(values.byName().keySet());
        for (Parameter parameter : parameters) {
            unknown.remove(parameter.name());
            boolean active = active(parameter, values);
            if (active != values.has(parameter.name())) {
                throw new InvalidSearch(
                        active
                                ? "parameter '%s' has no value".formatted(parameter.name())
                                : "parameter '%s' is not active here: it needs %s"
                                        .formatted(
                                                parameter.name(),
                                                parameter.when().orElseThrow()));
            }
            values.find(parameter.name()).ifPresent(parameter::check);
        }
        if (!unknown.isEmpty()) {
            throw new InvalidSearch("unknown parameters " + unknown);
        }
        for (Expression constraint : constraints) {
            if (constraint.violatedBy(values)) {
                throw new InvalidSearch("constraint '%s' is broken by %s".formatted(constraint, values.raw()));
            }
        }
    }

    /** Whether {@link #check} has nothing to say against the values. */
    public boolean contains(Values values) {
        try {
            check(values);
            return true;
        } catch (InvalidSearch e) {
            return false;
        }
    }

    /** An upper bound on the number of configurations: conditions and constraints are not counted out. */
    public double cardinality() {
        return parameters.stream().mapToDouble(Parameter::cardinality).reduce(1, (a, b) -> a * b);
    }

    private static void requireKnown(Expression rule, Set<String> names, String where) {
        for (String name : rule.names()) {
            if (!names.contains(name)) {
                throw new InvalidSearch("%s: '%s' speaks of '%s', which is no parameter; there are %s"
                        .formatted(where, rule, name, names));
            }
        }
    }

    private static List<Parameter> sorted(Map<String, Parameter> byName) {
        Map<String, Boolean> done = new HashMap<>();
        List<Parameter> sorted = new ArrayList<>();
        byName.values().forEach(parameter -> visit(parameter, byName, done, sorted));
        return List.copyOf(sorted);
    }

    /** Depth first; {@code done} holds false while a parameter waits for what it depends on. */
    private static void visit(
            Parameter parameter, Map<String, Parameter> byName, Map<String, Boolean> done, List<Parameter> sorted) {
        Boolean state = done.putIfAbsent(parameter.name(), false);
        if (state != null) {
            if (!state) {
                throw new InvalidSearch("parameter '%s' depends on itself".formatted(parameter.name()));
            }
            return;
        }
        parameter.when().ifPresent(when -> {
            for (String name : when.names()) {
                Parameter parent = byName.get(name);
                if (parent != null) {
                    visit(parent, byName, done, sorted);
                }
            }
        });
        done.put(parameter.name(), true);
        sorted.add(parameter);
    }

    /** Runs each rule once with every parameter present, so that comparing a text with a number is found here and not in a study. */
    private static void tryRules(List<Parameter> parameters, List<Expression> constraints) {
        Map<String, Value> all = new LinkedHashMap<>();
        parameters.forEach(parameter -> all.put(parameter.name(), parameter.decode(0.5)));
        Values values = new Values(all);
        parameters.forEach(parameter -> parameter.when().ifPresent(when -> when.test(values)));
        constraints.forEach(constraint -> constraint.test(values));
    }
}
