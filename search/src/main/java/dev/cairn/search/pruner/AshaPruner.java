package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.Comparator;
import java.util.List;

/**
 * Asynchronous successive halving in its stopping form: at a rung a trial goes on only if its best so far is among the top 1/η of all trials
 * that reached that step (the rungs of Li et al., MLSys 2020; the stopping variant of Salinas et al., AutoML-Conf 2022).
 *
 * <p>While fewer than η have reached a rung, the best of them goes on. Had they all, the first few workers would train whatever they began
 * with to its end, which is a third of what eight full trainings cost.
 *
 * @param name the rule's, for its explanations
 * @param reduction η
 * @param latest a trial that is among the top 1/η of so many latest ones goes on as well: where a search has moved to what learns slowly, all
 *     that it tries would lose to what it tried before; 0 for no such grace
 */
record AshaPruner(String name, Rungs rungs, double reduction, int latest) implements Pruner {
    AshaPruner(String name, Rungs rungs, double reduction) {
        this(name, rungs, reduction, 0);
    }

    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        Standing standing = Standing.at(step, trial.curve(), peers, reduction, 1, direction);
        boolean goesOn = standing.goesOn() || (standing.of() > latest && amongLatest(trial, peers, direction));
        return goesOn ? Verdict.CONTINUE : new Verdict.Stop(standing.told(name, "this one is stopped"));
    }

    private boolean amongLatest(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        List<Contender> last = peers.stream()
                .filter(peer -> peer.reaches(step))
                .sorted(Comparator.comparingInt(Contender::number).reversed())
                .limit(latest)
                .toList();
        return latest > 0
                && Standing.at(step, trial.curve(), last, reduction, 1, direction)
                        .goesOn();
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }
}
