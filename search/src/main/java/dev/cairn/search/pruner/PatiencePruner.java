package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.List;

/**
 * Stops a trial that has not gained on its own best for a number of steps, whatever its peers do (early stopping by patience: Prechelt,
 * "Early Stopping – But When?", 1998, criterion UP).
 *
 * @param patience steps without a gain
 */
record PatiencePruner(int minSteps, int maxSteps, int patience) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step) || step <= patience) {
            return Verdict.CONTINUE;
        }
        double before = trial.curve().bestUpTo(step - patience, direction);
        double now = trial.curve().bestUpTo(step, direction);
        if (direction.better(now, before)) {
            return Verdict.CONTINUE;
        }
        return new Verdict.Stop(
                Explanation.of("patience", "No gain in the last %d steps, at step %d.".formatted(patience, step))
                        .with("step", step)
                        .with("patience", patience)
                        .with("value", trial.curve().last())
                        .with("cutOff", before));
    }

    @Override
    public boolean judgesAt(int step) {
        return step >= minSteps && step < maxSteps;
    }
}
