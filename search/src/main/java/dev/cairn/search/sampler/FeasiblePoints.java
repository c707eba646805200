package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Range;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Random points that break no constraint.
 *
 * <p>First by rejection, which is uniform. Where that fails, parameter by parameter, leaving out what can no longer keep the constraints
 * whatever the later ones become; that finds thin feasible sets but favours some of their points. Both are bounded: what is then still not found is reported.
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
    /** Halves of halves, until the scale is exhausted. */
    private static final int HALVINGS = 40;

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
        Map<String, Range> open = open(space, given);
        for (Parameter parameter : space.parameters()) {
            Optional<Value> fixed = given.find(parameter.name());
            if (!space.active(parameter, new Values(values))) {
                fixed.ifPresent(value -> values.put(parameter.name(), value)); // for the check to name
                continue;
            }
            Choosing choosing = new Choosing(parameter, speakingOf(space, parameter), values, open);
            open.remove(parameter.name());
            if (fixed.isPresent() ? !choosing.takes(fixed.get()) : !choosing.draws(stream)) {
                return Optional.empty();
            }
        }
        given.byName().forEach(values::putIfAbsent);
        return Optional.of(new Values(values));
    }

    /** The ranges of what is certain to get a number, whatever the others become. */
    private static Map<String, Range> open(SearchSpace space, Values given) {
        Map<String, Range> open = new HashMap<>();
        for (Parameter parameter : space.parameters()) {
            if (parameter.when().isEmpty() && given.find(parameter.name()).isEmpty()) {
                Range.between(parameter, 0, 1).ifPresent(range -> open.put(parameter.name(), range));
            }
        }
        return open;
    }

    /**
     * The choice of one value among those before and after it.
     *
     * @param values decided before; the choice is put there
     * @param open what is decided later
     */
    private record Choosing(
            Parameter parameter, List<Expression> rules, Map<String, Value> values, Map<String, Range> open) {

        /** Uniform draws first; where they fail, draws from ever smaller parts of the scale that are not known to be hopeless. */
        boolean draws(Stream stream) {
            for (int i = 0; i < tries(parameter); i++) {
                if (takes(parameter.decode(stream.uniform()))) {
                    return true;
                }
            }
            double low = 0;
            double high = 1;
            for (int i = 0; i < HALVINGS && Range.between(parameter, low, high).isPresent(); i++) {
                double middle = (low + high) / 2;
                boolean left = stream.uniform() < 0.5;
                if (hopeless(left ? low : middle, left ? middle : high)) {
                    left = !left;
                    if (hopeless(left ? low : middle, left ? middle : high)) {
                        return false;
                    }
                }
                low = left ? low : middle;
                high = left ? middle : high;
                if (takes(parameter.decode(low + (high - low) * stream.uniform()))) {
                    return true;
                }
            }
            return false;
        }

        boolean takes(Value value) {
            values.put(parameter.name(), value);
            return rules.stream().noneMatch(rule -> rule.brokenBy(values) || rule.hopeless(values, open));
        }

        private boolean hopeless(double from, double to) {
            Map<String, Range> here = new HashMap<>(open);
            Range.between(parameter, from, to).ifPresent(range -> here.put(parameter.name(), range));
            values.remove(parameter.name());
            return rules.stream().anyMatch(rule -> rule.hopeless(values, here));
        }
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
