package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Random points that break no constraint.
 *
 * <p>First by rejection, which is uniform. Where that fails, parameter by parameter with backtracking, which finds thin feasible sets
 * but favours some of their points. Both are bounded: what is then still not found is reported.
 */
final class FeasiblePoints {
    private static final int REJECTIONS = 1_000;
    /** After so many it is worth knowing whether rejection can work at all. */
    private static final int FIRST = 16;
    /** Below this share of the space a thousand rejections find too little to be called uniform. */
    private static final double THIN = 0.005;

    private static final int RESTARTS = 100;
    /** Tries for one parameter: a few for a continuous one, for a discrete one enough to meet most of its values. */
    private static final int FEW = 24;

    private static final int MOST = 4_000;

    private FeasiblePoints() {}

    static Values draw(SearchSpace space, Stream stream) {
        for (int i = 0; i < REJECTIONS; i++) {
            Values values = space.decode(stream.point(space.size()));
            if (space.feasible(values)) {
                return values;
            }
            if (i == FIRST && FeasibleShare.of(space).kept() < THIN) {
                break;
            }
        }
        return completing(space, Values.NONE, stream);
    }

    /**
     * A random feasible configuration that has the given values.
     *
     * @throws InvalidSearch if a given value does not fit, or no feasible point is found
     */
    static Values completing(SearchSpace space, Values given, Stream stream) {
        for (int i = 0; i < RESTARTS; i++) {
            Optional<Values> found = build(space, given, stream);
            if (found.isPresent()) {
                space.check(found.get());
                return found.get();
            }
        }
        throw new InvalidSearch("no configuration found that keeps all constraints %s%s after %d guided tries: %s"
                .formatted(
                        space.constraints(),
                        given.byName().isEmpty() ? "" : " with " + given.raw(),
                        RESTARTS,
                        FeasibleShare.of(space).text()));
    }

    private static Optional<Values> build(SearchSpace space, Values given, Stream stream) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            Optional<Value> fixed = given.find(parameter.name());
            if (!space.active(parameter, new Values(values))) {
                fixed.ifPresent(value -> values.put(parameter.name(), value)); // for the check to name
                continue;
            }
            List<Expression> rules = speakingOf(space, parameter);
            boolean kept = false;
            for (int i = 0; i < (fixed.isPresent() ? 1 : tries(parameter)) && !kept; i++) {
                values.put(parameter.name(), fixed.orElseGet(() -> parameter.decode(stream.uniform())));
                kept = rules.stream().noneMatch(rule -> rule.brokenBy(values));
            }
            if (!kept) {
                return Optional.empty();
            }
        }
        given.byName().forEach(values::putIfAbsent);
        return Optional.of(new Values(values));
    }

    private static int tries(Parameter parameter) {
        double values = parameter.cardinality();
        return Double.isInfinite(values) ? FEW : (int) Math.min(4 * values, MOST);
    }

    /** The constraints that a parameter's value can break; those that were broken without it are not looked at again. */
    private static List<Expression> speakingOf(SearchSpace space, Parameter parameter) {
        return space.constraints().stream()
                .filter(rule -> rule.names().isEmpty() || rule.names().contains(parameter.name()))
                .toList();
    }
}
