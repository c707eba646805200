package dev.cairn.search.pruner;

import dev.cairn.search.math.StudentT;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Stops a trial that is significantly worse than the best of its peers at the same step, fold by fold: a one-sided paired t-test, whose level
 * is divided by the number of rungs (racing: Maron and Moore, NIPS 1994; the paired test of Birattari et al., GECCO 2002).
 *
 * <p>Folds share their difficulty, so their differences tell much sooner than their means. Where there are fewer than three folds in common
 * it says nothing.
 *
 * @param level chance of stopping a trial that is no worse, over all rungs
 */
record PairedTestPruner(Rungs rungs, double level) implements Pruner {
    private static final int FEWEST_FOLDS = 3;

    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        Optional<Contender> incumbent = peers.stream()
                .filter(peer -> peer.reaches(step)
                        && peer.folds().size() == trial.folds().size())
                .filter(peer -> Double.isFinite(peer.curve().bestUpTo(step, direction)))
                .min(Comparator.comparingDouble(
                        peer -> direction.loss(peer.curve().bestUpTo(step, direction))));
        return incumbent.isEmpty() || trial.folds().size() < FEWEST_FOLDS
                ? Verdict.CONTINUE
                : against(incumbent.get(), trial, step, direction);
    }

    private Verdict against(Contender incumbent, Contender trial, int step, Direction direction) {
        // A metric may be undefined on a fold, such as the ROC AUC of a single class, and then is so for all.
        double[] worse = IntStream.range(0, trial.folds().size())
                .filter(i -> !Double.isNaN(at(incumbent.folds().get(i), step, direction)))
                .mapToDouble(i -> at(trial.folds().get(i), step, direction)
                        - at(incumbent.folds().get(i), step, direction))
                .toArray();
        int folds = worse.length;
        if (folds < FEWEST_FOLDS) {
            return Verdict.CONTINUE;
        }
        double mean = Arrays.stream(worse).average().orElse(Double.NaN);
        double squares = 0;
        for (double difference : worse) {
            squares += (difference - mean) * (difference - mean);
        }
        double error = Math.sqrt(squares / (folds - 1) / folds);
        double chance = error > 0 ? 1 - StudentT.cumulative(mean / error, folds - 1) : mean > 0 ? 0 : 1;
        double allowed = level / rungs.all().size();
        // A fold that is not a number diverged, which no test has to prove.
        boolean stop = Double.isNaN(mean) || (mean > 0 && chance < allowed);
        return !stop
                ? Verdict.CONTINUE
                : new Verdict.Stop(Explanation.of(
                                "pairedTest",
                                "Worse than trial %d by %.4g on average over %d folds at step %d; the chance of that among equals is %.2g."
                                        .formatted(incumbent.number(), mean, folds, step, chance))
                        .with("step", step)
                        .with("incumbent", incumbent.number())
                        .with("value", trial.curve().bestUpTo(step, direction))
                        .with("difference", mean)
                        .with("standardError", error)
                        .with("chance", chance)
                        .with("cutOff", allowed));
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }

    @Override
    public boolean comparesFolds() {
        return true;
    }

    private static double at(Curve fold, int step, Direction direction) {
        return direction.loss(fold.bestUpTo(step, direction));
    }
}
