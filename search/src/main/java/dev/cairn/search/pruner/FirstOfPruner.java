package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.List;
import java.util.Optional;

/** Several rules together: the first that does not say continue decides. A promotion needs none of them against it. */
record FirstOfPruner(List<Pruner> rules) implements Pruner {
    FirstOfPruner {
        rules = List.copyOf(rules);
    }

    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        return rules.stream()
                .filter(rule -> rule.judgesAt(trial.curve().lastStep()))
                .map(rule -> rule.judge(trial, peers, direction))
                .filter(verdict -> !(verdict instanceof Verdict.Continue))
                .findFirst()
                .orElse(Verdict.CONTINUE);
    }

    @Override
    public boolean judgesAt(int step) {
        return rules.stream().anyMatch(rule -> rule.judgesAt(step));
    }

    @Override
    public Optional<Promotion> promotion(List<Contender> paused, List<Contender> others, Direction direction) {
        return rules.stream()
                .map(rule -> rule.promotion(paused, others, direction))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public boolean comparesFolds() {
        return rules.stream().anyMatch(Pruner::comparesFolds);
    }

    @Override
    public boolean pauses() {
        return rules.stream().anyMatch(Pruner::pauses);
    }
}
