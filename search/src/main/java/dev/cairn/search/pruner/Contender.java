package dev.cairn.search.pruner;

import dev.cairn.search.trial.Curve;
import java.util.List;

/**
 * A trial as stopping rules see it.
 *
 * @param number the trial's, which also decides its bracket and whether it belongs to the control group
 * @param curve of the objective
 * @param folds the same curve on each fold, in their order; empty where nobody kept them
 * @param further curves of further objectives as losses, less being better; empty in a study of one objective
 */
public record Contender(int number, Curve curve, List<Curve> folds, List<Curve> further) {
    public Contender {
        folds = List.copyOf(folds);
        further = List.copyOf(further);
    }

    public Contender(int number, Curve curve) {
        this(number, curve, List.of(), List.of());
    }

    boolean reaches(int step) {
        return curve.reaches(step);
    }
}
