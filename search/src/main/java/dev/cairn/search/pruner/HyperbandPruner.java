package dev.cairn.search.pruner;

import dev.cairn.search.math.Stream;
import dev.cairn.search.trial.Direction;
import java.util.List;

/**
 * Asynchronous Hyperband: several brackets of successive halving side by side, each with a later first rung than the one before, so that
 * some trials get far before they are judged at all (Li et al., JMLR 2018, Algorithm 1; brackets without barriers as in Klein et al. 2020).
 *
 * <p>A trial's bracket is drawn by its number, with the shares that a synchronous round would give them. It is compared within its bracket.
 */
record HyperbandPruner(Rungs rungs, double reduction) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int bracket = bracket(trial.number());
        List<Contender> rivals =
                peers.stream().filter(peer -> bracket(peer.number()) == bracket).toList();
        List<Integer> steps = rungs.all();
        int step = trial.curve().lastStep();
        return steps.indexOf(step) < bracket
                ? Verdict.CONTINUE
                : new AshaPruner("hyperband, bracket " + bracket, rungs, reduction).judge(trial, rivals, direction);
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }

    /** Bracket b begins with n·ηˢ⁻ᵇ / (s − b + 1) trials, s being the number of rungs (Algorithm 1). */
    private int bracket(int number) {
        int last = rungs.all().size();
        double[] shares = new double[last + 1];
        double sum = 0;
        for (int b = 0; b <= last; b++) {
            shares[b] = (last + 1.0) / (last - b + 1) * Math.pow(reduction, last - b);
            sum += shares[b];
        }
        double drawn = Stream.of(number, "hyperband".hashCode()).uniform() * sum;
        int bracket = 0;
        while (bracket < last && drawn >= shares[bracket]) {
            drawn -= shares[bracket++];
        }
        return bracket;
    }
}
