package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.List;

/** One rule for trials that are compared by one objective, and another for those that are by several. Both judge at the same steps. */
record SuitedPruner(Pruner one, Pruner several) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        return (trial.further().isEmpty() ? one : several).judge(trial, peers, direction);
    }

    @Override
    public boolean judgesAt(int step) {
        return one.judgesAt(step);
    }
}
