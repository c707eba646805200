package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Explanation;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stops a trial whose curve, extrapolated to its end, is unlikely to beat the best of its peers (Domhan et al., IJCAI 2015).
 *
 * @param least probability of beating the best below which a trial is stopped
 */
record ExtrapolationPruner(Rungs rungs, double least) implements Pruner {
    private static final int MIN_PEERS = 3;

    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step) || peers.stream().filter(peer -> peer.reaches(step)).count() < MIN_PEERS) {
            return Verdict.CONTINUE;
        }
        OptionalDouble best = peers.stream()
                .map(Contender::curve)
                .filter(curve -> !curve.isEmpty())
                .mapToDouble(curve -> direction.loss(curve.bestUpTo(curve.lastStep(), direction)))
                .filter(Double::isFinite)
                .min();
        if (best.isEmpty()) {
            return Verdict.CONTINUE;
        }
        double value = trial.curve().bestUpTo(step, direction);
        if (!Double.isFinite(trial.curve().last())) {
            return new Verdict.Stop(Explanation.of("extrapolation", "Training diverged at step %d.".formatted(step))
                    .with("step", step)
                    .with("value", trial.curve().last())
                    .with("cutOff", direction.loss(best.getAsDouble())));
        }
        if (!CurveForecast.possible(trial.curve()) || direction.loss(value) <= best.getAsDouble()) {
            return Verdict.CONTINUE;
        }
        CurveForecast forecast = CurveForecast.of(trial.curve(), rungs.end(), direction);
        double probability = forecast.below(best.getAsDouble());
        return probability >= least
                ? Verdict.CONTINUE
                : new Verdict.Stop(told(forecast, probability, step, value, best.getAsDouble(), direction));
    }

    private Explanation told(
            CurveForecast forecast, double probability, int step, double value, double best, Direction direction) {
        return Explanation.of(
                        "extrapolation",
                        "At step %d the curve is expected to end at %.4g; it beats the best, %.4g, with a probability of %.2g."
                                .formatted(step, direction.loss(forecast.mean()), direction.loss(best), probability))
                .with("step", step)
                .with("value", value)
                .with("predicted", direction.loss(forecast.mean()))
                .with("low", direction.loss(forecast.quantile(direction == Direction.MINIMIZE ? 0.05 : 0.95)))
                .with("high", direction.loss(forecast.quantile(direction == Direction.MINIMIZE ? 0.95 : 0.05)))
                .with("probability", probability)
                .with("cutOff", direction.loss(best));
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }
}
