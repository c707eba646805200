package dev.cairn.search.model;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A point of the unit cube, NaN where inactive, as the coordinates that a Gaussian process measures distances in.
 *
 * <p>An inactive parameter stands at 0.5 (a nominal one at a level of its own), so that two points in which it is inactive do not
 * differ by it. Where a condition speaks of numbers, one more nominal coordinate says whether it holds: with its own length scale it is
 * the learned penalty for being active in one point only. A condition on choices needs none, for those choices differ themselves. The
 * distance stays Euclidean (a nominal coordinate is a one-hot vector), hence every kernel of it positive definite.
 */
public final class Features {
    private final boolean[] nominal;
    private final int[] levels;
    private final int[] witness;
    private final double activeOnAverage;
    private final boolean withHeight;

    public Features(SearchSpace space) {
        this(space, false);
    }

    private Features(SearchSpace space, boolean withHeight) {
        this.withHeight = withHeight;
        List<Parameter> parameters = space.parameters();
        Map<String, Parameter> byName = new HashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter));
        List<Expression> learned = new ArrayList<>();
        List<Integer> witnesses = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Expression when = parameters.get(i).when().orElse(null);
            if (when != null && !learned.contains(when) && !byChoice(when, byName)) {
                learned.add(when);
                witnesses.add(i);
            }
        }
        levels = new int[parameters.size()];
        nominal = new boolean[parameters.size() + witnesses.size() + (withHeight ? 1 : 0)];
        witness = witnesses.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < nominal.length; i++) {
            nominal[i] = i < levels.length ? parameters.get(i).unordered() : i < levels.length + witness.length;
            if (i < levels.length) {
                levels[i] = nominal[i] ? (int) parameters.get(i).cardinality() : 0;
            }
        }
        activeOnAverage = Math.max(
                1,
                parameters.stream()
                        .mapToDouble(parameter -> parameter.when().isPresent() ? 0.5 : 1)
                        .sum());
    }

    /**
     * The same with one numeric coordinate more: how far a trial was trained, 0 … 1. A point says so after its parameters; one that does not
     * stands at 1, the end (the fidelity as an input of the kernel: Kandasamy, Dasarathy, Schneider and Póczos, ICML 2017).
     */
    public static Features withHeight(SearchSpace space) {
        return new Features(space, true);
    }

    /** How many coordinates there are. */
    public int size() {
        return nominal.length;
    }

    /** Whether a coordinate knows only same and different. */
    public boolean nominal(int coordinate) {
        return nominal[coordinate];
    }

    /** Whether a coordinate says how far a trial was trained. */
    boolean height(int coordinate) {
        return withHeight && coordinate == nominal.length - 1;
    }

    /** A rough number of parameters in one configuration. */
    public double activeOnAverage() {
        return activeOnAverage;
    }

    /** The coordinates of a point as {@link SearchSpace#encode} gives it. */
    public double[] of(double[] unit) {
        double[] features = new double[nominal.length];
        for (int i = 0; i < levels.length; i++) {
            if (Double.isNaN(unit[i])) {
                features[i] = nominal[i] ? -1 : 0.5;
            } else {
                features[i] = nominal[i] ? Math.min(levels[i] - 1, Math.floor(unit[i] * levels[i])) : unit[i];
            }
        }
        for (int i = 0; i < witness.length; i++) {
            features[levels.length + i] = Double.isNaN(unit[witness[i]]) ? 0 : 1;
        }
        if (withHeight) {
            features[nominal.length - 1] = unit.length > levels.length ? unit[levels.length] : 1;
        }
        return features;
    }

    private static boolean byChoice(Expression when, Map<String, Parameter> byName) {
        return when.names().stream().allMatch(name -> byName.get(name) instanceof Choice);
    }
}
