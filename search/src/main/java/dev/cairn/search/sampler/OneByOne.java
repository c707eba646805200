package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays the configurations that come first, by trial number, and then asks a {@link Proposer} for one point after the other, with those of
 * earlier studies in between.
 */
record OneByOne(List<Values> first, WarmStart warm, Proposer proposer) implements Sampler {
    OneByOne {
        first = List.copyOf(first);
    }

    @Override
    public List<Suggestion> next(SearchSpace space, History history, BudgetLeft left, int count, long seed) {
        List<Suggestion> suggestions = new ArrayList<>();
        List<Suggestion.New> batch = new ArrayList<>();
        for (int i = 0; i < Math.min(count, left.trials()); i++) {
            Situation situation = new Situation(space, history, batch, history.nextNumber() + i, seed);
            Optional<Suggestion.New> suggestion = propose(situation);
            if (suggestion.isEmpty()) {
                break;
            }
            suggestions.add(suggestion.get());
            batch.add(suggestion.get());
        }
        return suggestions;
    }

    private Optional<Suggestion.New> propose(Situation situation) {
        if (situation.number() > first.size()) {
            return warm.propose(situation, first.size()).or(() -> searched(situation));
        }
        Values values = first.get(situation.number() - 1);
        Values complete = FeasiblePoints.completing(situation.space(), values, situation.stream("first"));
        Explanation why = Explanation.of(
                "first", "Configuration %d of those to try before searching.".formatted(situation.number()));
        return Optional.of(new Suggestion.New(complete, Fidelity.FULL, why));
    }

    private Optional<Suggestion.New> searched(Situation situation) {
        Optional<Suggestion.New> proposed = proposer.propose(situation);
        return proposer.looksBack() ? proposed.map(its -> Nearness.told(situation, its)) : proposed;
    }
}
