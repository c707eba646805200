package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.History;
import java.util.List;

/** Proposes what to try next. A pure function: the same arguments give equal suggestions, in this process or another. */
public interface Sampler {
    /**
     * At most {@code count} suggestions; fewer, or none, when nothing is left to try (a grid that is done, a budget that is spent).
     *
     * @param history pending trials included, which count as taken
     * @param seed the study's; the stream of each suggestion is a function of it and of the number its trial will get
     * @throws InvalidSearch if the space has no feasible point that can be found
     */
    List<Suggestion> next(SearchSpace space, History history, BudgetLeft left, int count, long seed);
}
