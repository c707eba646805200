package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.List;

/**
 * Asynchronous successive halving in its stopping form: at a rung a trial goes on only if its best so far is among the top 1/η of all trials
 * that reached that step (the rungs of Li et al., MLSys 2020, §3; the stopping variant of Salinas et al., AutoML-Conf 2022).
 *
 * <p>A trial with fewer than η − 1 peers at a rung goes on: a single one would otherwise be stopped by chance.
 *
 * @param name the rule's, for its explanations
 * @param reduction η
 */
record AshaPruner(String name, Rungs rungs, double reduction) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        Standing standing = Standing.at(step, trial.curve(), peers, reduction, direction);
        return standing.of() < reduction || standing.goesOn()
                ? Verdict.CONTINUE
                : new Verdict.Stop(standing.told(name, "this one is stopped"));
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }
}
