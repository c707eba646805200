package dev.cairn.search.pruner;

import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.ArrayList;
import java.util.List;

/**
 * Asynchronous successive halving for several objectives: at a rung the trials are ranked by fronts of non-domination, and those of one
 * front by how well they cover it; the top 1/η go on (Schmucker et al., "Multi-objective Asynchronous Successive Halving", 2021).
 *
 * <p>With one objective it is the ordinary rule.
 *
 * @param name the rule's, for its explanations
 * @param reduction η
 */
record ParetoPruner(String name, Rungs rungs, double reduction) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        List<double[]> losses = new ArrayList<>();
        losses.add(at(trial, step, direction));
        peers.stream()
                .filter(peer -> peer.reaches(step)
                        && peer.further().size() == trial.further().size())
                .forEach(peer -> losses.add(at(peer, step, direction)));
        int of = losses.size();
        int kept = (int) (of / reduction);
        int[] ranking = Dominance.ranking(losses.toArray(double[][]::new));
        int rank = 0;
        while (ranking[rank] != 0) {
            rank++;
        }
        int front = Dominance.fronts(losses.toArray(double[][]::new))[0];
        // Whoever nobody dominates may be the best for some wish, however full the front is.
        return of < reduction || rank < kept || front == 0
                ? Verdict.CONTINUE
                : new Verdict.Stop(Explanation.of(
                                name,
                                "Front %d and rank %d of %d at step %d; the best %d go on."
                                        .formatted(front + 1, rank + 1, of, step, kept))
                        .with("step", step)
                        .with("front", front + 1)
                        .with("rank", rank + 1)
                        .with("of", of)
                        .with("kept", kept)
                        .with("value", trial.curve().bestUpTo(step, direction))
                        .with("cutOff", kept));
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }

    /** The loss of each objective, the best up to the step; what is not a number is worse than all. */
    private static double[] at(Contender trial, int step, Direction direction) {
        double[] losses = new double[1 + trial.further().size()];
        losses[0] = finite(direction.loss(trial.curve().bestUpTo(step, direction)));
        for (int i = 1; i < losses.length; i++) {
            Curve further = trial.further().get(i - 1);
            losses[i] = finite(further.bestUpTo(step, Direction.MINIMIZE));
        }
        return losses;
    }

    private static double finite(double loss) {
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }
}
