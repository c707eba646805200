package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.Arrays;
import java.util.List;

/**
 * Stops a trial whose best so far is worse than the median of its peers' running averages at the same step (Golovin et al., KDD 2017,
 * §3.2.2).
 *
 * @param minPeers no trial is judged before so many peers reached its step
 */
record MedianPruner(int minSteps, int maxSteps, int minPeers) implements Pruner {
    @Override
    public Verdict judge(Curve curve, List<Curve> peers, Direction direction) {
        int step = curve.lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        double[] averages = peers.stream()
                .filter(peer -> peer.reaches(step))
                .mapToDouble(peer -> direction.loss(averageUpTo(peer, step)))
                .toArray();
        double mine = curve.bestUpTo(step, direction);
        if (averages.length < minPeers) {
            return Verdict.CONTINUE;
        }
        Arrays.sort(averages);
        double median = averages[averages.length / 2];
        if (Double.compare(direction.loss(mine), median) <= 0) {
            return Verdict.CONTINUE;
        }
        return new Verdict.Stop(Explanation.of(
                        "median",
                        "Best so far is worse than the median of %d peers at step %d.".formatted(averages.length, step))
                .with("step", step)
                .with("peers", averages.length)
                .with("value", mine)
                .with("cutOff", direction.loss(median)));
    }

    @Override
    public boolean judgesAt(int step) {
        return step >= minSteps && step < maxSteps;
    }

    private static double averageUpTo(Curve curve, int step) {
        double sum = 0;
        int count = 0;
        for (; count < curve.length() && curve.step(count) <= step; count++) {
            sum += curve.value(count);
        }
        return sum / count;
    }
}
