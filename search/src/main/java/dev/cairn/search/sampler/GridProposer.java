package dev.cairn.search.sampler;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every combination of a few levels of each parameter, in the order of the space, feasible ones only; then nothing. No paper: the
 * factorial design that everybody begins with (Montgomery, Design and Analysis of Experiments, 2017, ch. 5).
 *
 * @param resolution levels of a parameter that has more values than that, evenly spaced on its scale with both ends
 */
record GridProposer(int resolution) implements Proposer {
    /** Parameters with up to this many values, and all without order, are tried at each of them. */
    private static final int ALL_VALUES = 10;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        SearchSpace space = situation.space();
        List<List<Value>> levels = space.parameters().stream().map(this::levels).toList();
        int[] skip = {situation.number() - 1};
        return walk(space, levels, Values.NONE, 0, skip)
                .map(values -> new Suggestion.New(
                        values,
                        Fidelity.FULL,
                        Explanation.of("grid", "Point %d of the grid.".formatted(situation.number()))));
    }

    @Override
    public boolean looksBack() {
        return false;
    }

    /** Depth first over the active parameters, leaving out what already breaks a constraint, until {@code skip} points are passed. */
    private static Optional<Values> walk(
            SearchSpace space, List<List<Value>> levels, Values soFar, int depth, int[] skip) {
        if (!space.feasible(soFar)) {
            return Optional.empty();
        }
        if (depth == levels.size()) {
            return skip[0]-- == 0 ? Optional.of(soFar) : Optional.empty();
        }
        Parameter parameter = space.parameters().get(depth);
        if (!space.active(parameter, soFar)) {
            return walk(space, levels, soFar, depth + 1, skip);
        }
        for (Value level : levels.get(depth)) {
            Optional<Values> found = walk(space, levels, soFar.with(parameter.name(), level), depth + 1, skip);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Value> levels(Parameter parameter) {
        double values = parameter.cardinality();
        boolean all = values <= ALL_VALUES || parameter.unordered();
        int cells = all ? (int) values : resolution;
        Set<Value> levels = new LinkedHashSet<>();
        for (int i = 0; i < cells; i++) {
            levels.add(parameter.decode(all ? (i + 0.5) / cells : (double) i / (cells - 1)));
        }
        return new ArrayList<>(levels);
    }
}
