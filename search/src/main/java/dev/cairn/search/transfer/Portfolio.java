package dev.cairn.search.transfer;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the few configurations of earlier studies that a new one begins with: the best of the studies on the nearest data sets (Feurer,
 * Springenberg and Hutter, "Initializing Bayesian Hyperparameter Optimization via Meta-Learning", AAAI 2015).
 *
 * <p>Studies take turns, the nearest first. A configuration is passed over that is close to one chosen before, or that would give one branch
 * of a conditional space (one trainer) more than half of the places.
 */
public final class Portfolio {
    /** Root mean square distance in the unit cube below which a configuration teaches nothing that another did not. */
    private static final double NEAR = 0.1;

    private final SearchSpace space;
    private final int count;
    private final List<Hint> chosen = new ArrayList<>();

    private Portfolio(SearchSpace space, int count) {
        this.space = space;
        this.count = count;
    }

    /** At most {@code count} configurations of the space, in the order in which they should be tried. */
    public static List<Hint> of(SearchSpace space, List<Origin> origins, int count) {
        Portfolio portfolio = new Portfolio(space, count);
        List<Deque<Hint>> waiting = new ArrayList<>();
        origins.stream()
                .sorted(Comparator.comparingDouble(Origin::distance))
                .map(portfolio::inside)
                .forEach(waiting::add);
        while (portfolio.chosen.size() < count && !waiting.isEmpty()) {
            waiting.forEach(portfolio::choose);
            waiting.removeIf(Deque::isEmpty);
        }
        return List.copyOf(portfolio.chosen);
    }

    /** What of an earlier study fits into the space, the best first. */
    private Deque<Hint> inside(Origin origin) {
        Deque<Hint> hints = new ArrayDeque<>();
        for (Origin.Result result : origin.results()) {
            fitted(space, result.values())
                    .ifPresent(
                            values -> hints.add(new Hint(origin.study(), origin.distance(), result.trial(), values)));
        }
        return hints;
    }

    private void choose(Deque<Hint> waiting) {
        while (!waiting.isEmpty() && chosen.size() < count) {
            Hint hint = waiting.remove();
            Set<String> branch = hint.values().byName().keySet();
            long alike = chosen.stream()
                    .filter(other -> other.values().byName().keySet().equals(branch))
                    .count();
            boolean crowded = space.parameters().stream().anyMatch(p -> p.when().isPresent()) && 2 * alike >= count;
            if (!crowded && chosen.stream().allMatch(other -> far(other.values(), hint.values()))) {
                chosen.add(hint);
                return;
            }
        }
    }

    private boolean far(Values a, Values b) {
        double[] from = space.encode(a);
        double[] to = space.encode(b);
        double sum = 0;
        int active = 0;
        for (int i = 0; i < from.length; i++) {
            boolean one = Double.isNaN(from[i]);
            boolean other = Double.isNaN(to[i]);
            if (!one || !other) {
                active++;
                double apart = space.parameters().get(i).unordered() && from[i] != to[i] ? 1 : from[i] - to[i];
                sum += one || other ? 1 : apart * apart;
            }
        }
        return active == 0 || Math.sqrt(sum / active) >= NEAR;
    }

    /**
     * The configuration of the space that has the values of another. Empty when one of these is outside, when fewer than half of the
     * parameters have one, or when the whole breaks a constraint; what has none gets its believed value, or the middle of its scale.
     */
    static Optional<Values> fitted(SearchSpace space, Values other) {
        Map<String, Value> fitted = new LinkedHashMap<>();
        int given = 0;
        for (Parameter parameter : space.parameters()) {
            if (!space.active(parameter, new Values(fitted))) {
                continue;
            }
            Optional<Value> value = other.find(parameter.name());
            if (value.isPresent() && !parameter.contains(value.get())) {
                return Optional.empty();
            }
            given += value.isPresent() ? 1 : 0;
            fitted.put(parameter.name(), value.or(parameter::prior).orElseGet(() -> parameter.decode(0.5)));
        }
        Values values = new Values(fitted);
        return 2 * given >= fitted.size() && space.contains(values) ? Optional.of(values) : Optional.empty();
    }
}
