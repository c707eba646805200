package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.List;

/**
 * Stops a trial whose best so far is worse than a percentile of its peers' running averages at the same step; the median rule is the one of
 * 50 % (Golovin et al., KDD 2017, §3.2.2).
 *
 * @param name the rule's, for its explanations
 * @param percentile the share of trials that go on, 0 … 100
 * @param minPeers no trial is judged before so many peers reached its step
 */
record PercentilePruner(String name, int minSteps, int maxSteps, int every, double percentile, int minPeers)
        implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        double[] averages = peers.stream()
                .filter(peer -> peer.reaches(step))
                .mapToDouble(peer -> direction.loss(averageUpTo(peer.curve(), step)))
                .sorted()
                .toArray();
        if (averages.length < minPeers) {
            return Verdict.CONTINUE;
        }
        double cut = averages[Math.min(averages.length - 1, (int) (averages.length * percentile / 100))];
        double value = trial.curve().bestUpTo(step, direction);
        if (Double.compare(direction.loss(value), cut) <= 0) {
            return Verdict.CONTINUE;
        }
        return new Verdict.Stop(Explanation.of(
                        name,
                        "Best so far is worse than the best %.0f %% of %d peers' averages up to step %d."
                                .formatted(percentile, averages.length, step))
                .with("step", step)
                .with("peers", averages.length)
                .with("percentile", percentile)
                .with("value", value)
                .with("cutOff", direction.loss(cut)));
    }

    @Override
    public boolean judgesAt(int step) {
        return step >= minSteps && step < maxSteps && step % every == 0;
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
