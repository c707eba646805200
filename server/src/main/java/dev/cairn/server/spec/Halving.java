package dev.cairn.server.spec;

import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.List;
import java.util.Optional;

/** The rules of successive halving: at each rung one of {@code eta} trials goes on. They differ in whom they compare, and in what becomes of the others. */
public sealed interface Halving extends EarlyStop {
    double eta();

    Optional<Integer> minSteps();

    List<Integer> rungs();

    @Override
    default PrunerOptions options(Steps steps) {
        return steps.options(minSteps(), rungs()).withReduction(eta());
    }

    /** Successive halving that stops. */
    record Asha(
            @Key(value = ETA_MEANS, otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Halving {
        public Asha {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }
    }

    /** Successive halving that pauses, and goes on with whoever turns out to be among the best. */
    record AshaPromotion(
            @Key(value = ETA_MEANS, otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Halving {
        public AshaPromotion {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }
    }

    /** Successive halving by fronts of several objectives. */
    record AshaPareto(
            @Key(value = ETA_MEANS, otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Halving {
        public AshaPareto {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }

        @Override
        public Optional<Misfit> misfit(Seen study) {
            return study.objectives() > 1
                    ? Optional.empty()
                    : Optional.of(new Misfit(
                            PLACE,
                            "ashaPareto weighs several objectives; this study has one.",
                            "Take asha, or make 'objective' a list."));
        }
    }

    /** Brackets of successive halving that begin at later and later rungs. */
    record Hyperband(
            @Key(value = ETA_MEANS, otherwise = ETA, low = LEAST_ETA, high = MOST_ETA)
            double eta,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements Halving {
        public Hyperband {
            rungs = EarlyStop.ladder(minSteps, rungs);
        }
    }
}
