package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.Arrays;
import java.util.List;

/**
 * How a trial stands among those that reached the same rung, by the best value of each up to there.
 *
 * @param rank 1 is best; equals share the better rank
 * @param of how many reached the rung, this trial included
 * @param kept how many of them go on
 * @param value the trial's
 * @param cutOff the worst value that goes on; NaN where none does
 */
record Standing(int step, int rank, int of, int kept, double value, double cutOff) {
    /**
     * Where a trial stands.
     *
     * @param fewest that go on, however few there are
     */
    static Standing at(int step, Curve mine, List<Contender> peers, double reduction, int fewest, Direction direction) {
        double value = mine.bestUpTo(step, direction);
        double[] losses = peers.stream()
                .filter(peer -> peer.reaches(step))
                .mapToDouble(peer -> direction.loss(peer.curve().bestUpTo(step, direction)))
                .sorted()
                .toArray();
        int better = (int) Arrays.stream(losses)
                .filter(loss -> Double.compare(loss, direction.loss(value)) < 0)
                .count();
        int kept = Math.max(fewest, (int) ((losses.length + 1) / reduction));
        double cut = kept == 0 || losses.length == 0
                ? Double.NaN
                : direction.loss(losses[Math.min(kept, losses.length) - 1]);
        return new Standing(step, better + 1, losses.length + 1, kept, value, cut);
    }

    boolean goesOn() {
        return rank <= kept;
    }

    /** The numbers of the decision, for people. */
    Explanation told(String rule, String what) {
        return Explanation.of(
                        rule, "Rank %d of %d at step %d; the best %d go on: %s.".formatted(rank, of, step, kept, what))
                .with("step", step)
                .with("rank", rank)
                .with("of", of)
                .with("kept", kept)
                .with("value", value)
                .with("cutOff", cutOff);
    }
}
