package dev.cairn.search.simulate;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.LaggedHistory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a simulated study searches, by one objective.
 *
 * @param trainer name of the trainer that a configuration is for
 * @param pruners by trainer, since each counts steps of its own
 * @param lagged what a suggestion may know in deterministic mode; empty where it knows all
 */
public record SearchPlan(
        SearchSpace space,
        Sampler sampler,
        Direction direction,
        Function<Values, String> trainer,
        Map<String, Pruner> pruners,
        long seed,
        Optional<LaggedHistory> lagged) {
    public SearchPlan {
        pruners = Map.copyOf(pruners);
        pruners.forEach((name, rule) -> {
            if (rule.comparesFolds()) {
                throw new InvalidSearch(
                        "the rule of '%s' compares trials fold by fold, and simulated curves have no folds"
                                .formatted(name));
            }
        });
    }

    Pruner pruner(Values values) {
        String name = trainer.apply(values);
        Pruner pruner = pruners.get(name);
        if (pruner == null) {
            throw new InvalidSearch("no rule for trainer '%s'".formatted(name));
        }
        return pruner;
    }
}
