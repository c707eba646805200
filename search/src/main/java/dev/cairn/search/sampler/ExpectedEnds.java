package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;

/**
 * What each trial counts by in a model of ends: a finished one by its own, another by what a Gaussian process over (parameters, log step), which
 * knows every result of every trial, expects of its end (the fidelity as an input: Klein et al., AISTATS 2017; freeze-thaw: Swersky et al. 2014).
 *
 * <p>The expectation is taken for known. Left in doubt, stopped trials would be the greatest hope of a search that is paid for doubt, which
 * then tries their neighbours for ever, only for these to be stopped like them.
 */
final class ExpectedEnds {
    private static final ProcessMemo BY_STEPS = new ProcessMemo();

    private ExpectedEnds() {}

    /**
     * The warped losses, one per trial.
     *
     * @param features with the height of a step, where there are steps
     */
    static double[] of(
            SearchSpace space, Features features, Warping warping, Hyperparameters hyperparameters, Evidence evidence) {
        if (evidence.ladder().isEmpty()) {
            return warping.of(evidence.losses());
        }
        Ladder ladder = evidence.ladder().orElseThrow();
        Evidence results = evidence.byStep();
        double[] reached = warping.of(results.losses());
        double[] expected = BY_STEPS.of(space, features, warping, hyperparameters, results.points(), reached)
                .means(evidence.points());
        int last = -1;
        for (int i = 0; i < expected.length; i++) {
            last += ladder.of(i, 0).size();
            double[] place = results.points().get(last);
            if (place[place.length - 1] == Ladder.END) {
                expected[i] = reached[last];
            }
        }
        return expected;
    }
}
