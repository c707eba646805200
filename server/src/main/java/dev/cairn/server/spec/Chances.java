package dev.cairn.server.spec;

import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.List;
import java.util.Optional;

/** The rules that stop a trial, at rungs which are {@code eta} times apart, by the chance that this is a mistake. */
public sealed interface Chances extends EarlyStop {
    double eta();

    Optional<Integer> minSteps();

    List<Integer> rungs();

    /** The rungs, without what is the rule's own. */
    default PrunerOptions judged(Steps steps) {
        return steps.options(minSteps(), rungs()).withReduction(eta());
    }

    /** Stops what is significantly worse than the best, fold by fold. */
    record PairedTest(
            @Key(
                    value = "Chance of stopping a trial that is no worse, over all rungs",
                    otherwise = "0.05",
                    low = 1e-6,
                    high = 0.5)
            double level,

            @Key(value = "Rungs are so many times apart", otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Chances {
        private static final int FEWEST_FOLDS = 3;

        public PairedTest {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }

        @Override
        public PrunerOptions options(Steps steps) {
            return judged(steps).withLevel(level);
        }

        @Override
        public Optional<Misfit> misfit(Seen study) {
            return study.folds() >= FEWEST_FOLDS
                    ? Optional.empty()
                    : Optional.of(new Misfit(
                            PLACE,
                            "pairedTest compares trials fold by fold and needs at least %d folds."
                                    .formatted(FEWEST_FOLDS),
                            "Set validate: {folds: 5}, or take auto."));
        }
    }

    /** Stops what will hardly beat the best at its end. */
    record Extrapolation(
            @Key(
                    value = "Chance of beating the best below which a trial is stopped",
                    otherwise = "0.05",
                    low = 1e-6,
                    high = 0.5)
            double probability,

            @Key(value = "Rungs are so many times apart", otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Chances {
        public Extrapolation {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }

        @Override
        public PrunerOptions options(Steps steps) {
            return judged(steps).withLeast(probability);
        }
    }
}
