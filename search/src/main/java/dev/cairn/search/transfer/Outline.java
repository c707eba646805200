package dev.cairn.search.transfer;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier study says of a space as a whole: some of its configurations from the best to the worst, so that a new study can see whether
 * its own results fall in the same order.
 *
 * @param study its name
 * @param ranked complete in the new space, the best first, evenly over its ranks
 */
public record Outline(String study, List<Values> ranked) {
    /** Of fewer configurations no order can be told. */
    public static final int LEAST = 8;
    /** More say little more. */
    static final int MOST = 40;

    public Outline {
        ranked = List.copyOf(ranked);
    }

    /** The outline of a study, as far as its configurations fit into the space; empty where too few do. */
    public static Optional<Outline> of(SearchSpace space, Origin origin) {
        List<Values> fitting = origin.results().stream()
                .flatMap(result -> Portfolio.fitted(space, result.values()).stream())
                .toList();
        if (fitting.size() < LEAST) {
            return Optional.empty();
        }
        List<Values> ranked = new ArrayList<>();
        int count = Math.min(MOST, fitting.size());
        for (int i = 0; i < count; i++) {
            ranked.add(fitting.get((int) ((long) i * (fitting.size() - 1) / (count - 1))));
        }
        return Optional.of(new Outline(origin.study(), ranked));
    }
}
