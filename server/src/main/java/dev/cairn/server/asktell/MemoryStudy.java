package dev.cairn.server.asktell;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** One study that lives as long as its process. */
final class MemoryStudy {
    /** A suggestion under the number that its result is told for. */
    record Asked(int trial, Suggestion.New suggestion) {}

    private final SearchSpace space;
    private final Direction direction;
    private final Sampler sampler;
    private final long seed;
    private final int budget;
    private final List<Trial> trials = new ArrayList<>();
    private final List<String> arms = new ArrayList<>();

    MemoryStudy(SearchSpace space, Direction direction, Sampler sampler, long seed, int budget) {
        this.space = space;
        this.direction = direction;
        this.sampler = sampler;
        this.seed = seed;
        this.budget = budget;
    }

    Asked ask() {
        History history = new History(List.of(direction), trials, arms);
        BudgetLeft left = BudgetLeft.ofTrials(Math.max(0, budget - trials.size()));
        List<Suggestion> next = sampler.next(space, history, left, 1, seed);
        if (next.isEmpty()) {
            throw new InvalidSearch("nothing is left to try after %d trials of %d".formatted(trials.size(), budget));
        }
        if (!(next.get(0) instanceof Suggestion.New suggestion)) {
            throw new InvalidSearch("this sampler resumes trials, which ask and tell cannot");
        }
        trials.add(new PendingTrial(trials.size() + 1, suggestion.values()));
        arms.add(suggestion.why().arm());
        return new Asked(trials.size(), suggestion);
    }

    void tell(int trial, double value) {
        if (trial < 1 || trial > trials.size()) {
            throw new InvalidSearch("there is no trial %d; trials are 1 to %d".formatted(trial, trials.size()));
        }
        if (!(trials.get(trial - 1) instanceof PendingTrial pending)) {
            throw new InvalidSearch("trial %d already has its result".formatted(trial));
        }
        Values values = pending.values();
        trials.set(trial - 1, new CompletedTrial(trial, values, value));
    }
}
