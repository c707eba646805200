package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asynchronous successive halving with promotion: at a rung a trial waits unless it is among the top 1/η there, and whoever is free looks
 * from the highest rung down for a waiting trial that has become one of the top 1/η, before anything new is begun (Li et al., MLSys 2020,
 * Algorithm 2).
 *
 * <p>Unlike the stopping form it errs on no side for good: a trial that was unlucky in its first peers goes on later from its checkpoint.
 */
record PromotionPruner(Rungs rungs, double reduction) implements Pruner {
    private static final String NAME = "ashaPromotion";

    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        int step = trial.curve().lastStep();
        if (!judgesAt(step)) {
            return Verdict.CONTINUE;
        }
        Standing standing = Standing.at(step, trial.curve(), peers, reduction, 0, direction);
        return standing.of() > 1 && !standing.goesOn()
                ? new Verdict.Pause(standing.told(NAME, "this one waits for a promotion"))
                : Verdict.CONTINUE;
    }

    @Override
    public Optional<Promotion> promotion(List<Contender> paused, List<Contender> others, Direction direction) {
        List<Integer> steps = rungs.all();
        for (int i = steps.size() - 1; i >= 0; i--) {
            int step = steps.get(i);
            Optional<Contender> best = paused.stream()
                    .filter(waiting -> waiting.curve().lastStep() == step)
                    .min(Comparator.comparingDouble(
                            waiting -> direction.loss(waiting.curve().bestUpTo(step, direction))));
            if (best.isPresent()) {
                Standing standing = Standing.at(
                        step, best.get().curve(), without(best.get(), paused, others), reduction, 0, direction);
                if (standing.goesOn()) {
                    return Optional.of(new Promotion(best.get().number(), standing.told(NAME, "this one is promoted")));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean judgesAt(int step) {
        return rungs.at(step);
    }

    @Override
    public boolean pauses() {
        return true;
    }

    private static List<Contender> without(Contender one, List<Contender> paused, List<Contender> others) {
        List<Contender> peers = new ArrayList<>(others);
        paused.stream().filter(waiting -> waiting.number() != one.number()).forEach(peers::add);
        return peers;
    }
}
