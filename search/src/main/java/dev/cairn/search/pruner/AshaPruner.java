package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.Arrays;
import java.util.List;

/**
 * Asynchronous successive halving in its stopping form: at steps min·ηᵏ a trial goes on only if its best so far is among the top 1/η of
 * all trials that reached that step (the rungs of Li et al., MLSys 2020, §3; the stopping variant of Salinas et al., AutoML-Conf
 * 2022).
 *
 * <p>A trial with fewer than η − 1 peers at a rung goes on: a single one would otherwise be stopped by chance.
 */
record AshaPruner(int minSteps, int maxSteps, int reduction) implements Pruner {
    @Override
    public Verdict judge(Curve curve, List<Curve> peers, Direction direction) {
        int step = curve.lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        double mine = curve.bestUpTo(step, direction);
        double[] losses = peers.stream()
                .filter(peer -> peer.reaches(step))
                .mapToDouble(peer -> direction.loss(peer.bestUpTo(step, direction)))
                .toArray();
        if (losses.length < reduction - 1) {
            return Verdict.CONTINUE;
        }
        Arrays.sort(losses);
        int better = (int) Arrays.stream(losses)
                .filter(loss -> Double.compare(loss, direction.loss(mine)) < 0)
                .count();
        int kept = (losses.length + 1) / reduction;
        if (better < kept) {
            return Verdict.CONTINUE;
        }
        double cut = direction.loss(losses[kept - 1]);
        return new Verdict.Stop(Explanation.of(
                        "asha",
                        "Rank %d of %d at step %d; the best %d go on."
                                .formatted(better + 1, losses.length + 1, step, kept))
                .with("step", step)
                .with("rank", better + 1)
                .with("of", losses.length + 1)
                .with("kept", kept)
                .with("value", mine)
                .with("cutOff", cut));
    }

    @Override
    public boolean judgesAt(int step) {
        long rung = minSteps;
        while (rung < step) {
            rung *= reduction;
        }
        return rung == step && step < maxSteps;
    }
}
