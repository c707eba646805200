package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stops a trial whose value is not a finite number, or is worse than a bound that the user set. No paper: a rule of thumb that all services
 * of this kind have.
 *
 * @param bound the worst value that goes on
 */
record ThresholdPruner(int minSteps, int maxSteps, OptionalDouble bound) implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        double value = trial.curve().last();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        if (!Double.isFinite(value)) {
            return stop("The value at step %d is not a finite number: training diverged.".formatted(step), step, value);
        }
        return bound.isPresent() && step >= minSteps && direction.better(bound.getAsDouble(), value)
                ? stop("The value at step %d is worse than the bound.".formatted(step), step, value)
                : Verdict.CONTINUE;
    }

    @Override
    public boolean judgesAt(int step) {
        return step < maxSteps;
    }

    private Verdict stop(String reason, int step, double value) {
        return new Verdict.Stop(Explanation.of("threshold", reason)
                .with("step", step)
                .with("value", value)
                .with("cutOff", bound.orElse(Double.NaN)));
    }
}
