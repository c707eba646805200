package dev.cairn.server.spec;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.server.spec.form.FormedBy;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.List;
import java.util.Optional;

/**
 * A rule that stops hopeless trials, with what its author said of it. The components are the options of the document beside {@code rule}, which
 * is the name of the type.
 */
@FormedBy(EarlyStopForm.class)
public sealed interface EarlyStop
        permits EarlyStop.Auto,
                EarlyStop.None,
                EarlyStop.Median,
                EarlyStop.Percentile,
                EarlyStop.Patience,
                EarlyStop.Threshold,
                Halving,
                Chances {
    /** Where a specification has its rule. */
    String PLACE = "search/earlyStop";

    /** A reduction of 3 is between what Li et al. (MLSys 2020) and Salinas et al. (AutoML-Conf 2022) use. */
    String ETA = "3";

    double LEAST_ETA = 1.1;
    double MOST_ETA = 100;
    double MOST_STEPS = 1e9;

    String ETA_MEANS = "Of so many trials at a rung one goes on; rungs are as many times apart";
    String MIN_MEANS = "No trial is judged before this step; absent: a part of the longest training";
    String RUNGS_MEAN = "Steps at which trials are judged, instead of those from minSteps on";

    /** The rule for trials that train so long. */
    default Pruner pruner(Steps steps) {
        return Pruners.named(rule(), options(steps));
    }

    PrunerOptions options(Steps steps);

    /** The name of the rule, as it is spelled. */
    default String rule() {
        return EarlyStopForm.name(getClass());
    }

    /** What it needs of a study that this one has not. */
    default Optional<Misfit> misfit(Seen study) {
        return Optional.empty();
    }

    /**
     * How far trials train.
     *
     * @param first the step from which they are judged when nobody says
     * @param longest where the longest training ends
     * @param every distance between two measurements
     */
    record Steps(int first, int longest, int every) {
        PrunerOptions options(Optional<Integer> min, List<Integer> rungs) {
            return new PrunerOptions(Math.min(longest, min.orElse(first)), longest, every).withRungs(rungs);
        }

        PrunerOptions options(Optional<Integer> min) {
            return options(min, List.of());
        }
    }

    /**
     * What trials of a study measure while they train.
     *
     * @param folds how many models a trial trains side by side, 1 for a holdout or where nobody knows
     * @param objectives how many numbers the study is about
     */
    record Seen(int folds, int objectives) {}

    /** The default: what diverged ends at once, the others race. */
    record Auto(
            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps,

            @Key(value = RUNGS_MEAN, otherwise = "[]", low = 1, high = MOST_STEPS, most = 50)
            List<Integer> rungs)
            implements EarlyStop {
        public Auto {
            rungs = ladder(minSteps, rungs);
        }

        @Override
        public PrunerOptions options(Steps steps) {
            return steps.options(minSteps, rungs);
        }
    }

    /** Every trial trains to its end. */
    record None() implements EarlyStop {
        @Override
        public PrunerOptions options(Steps steps) {
            return steps.options(Optional.empty());
        }
    }

    /** Stops what is worse than the median of its peers. */
    record Median(
            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps) implements EarlyStop {
        @Override
        public PrunerOptions options(Steps steps) {
            return steps.options(minSteps);
        }
    }

    /** Stops what is worse than a percentile of its peers. */
    record Percentile(
            @Key(value = "The best so many of a hundred go on", otherwise = "50", low = 1, high = 99)
            double percentile,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps)
            implements EarlyStop {
        @Override
        public PrunerOptions options(Steps steps) {
            return steps.options(minSteps).withPercentile(percentile);
        }
    }

    /** Stops what does not gain on itself. */
    record Patience(
            @Key(
                    value = "Steps without a gain before a trial is stopped; absent: a fifth of the longest training",
                    low = 1,
                    high = MOST_STEPS)
            Optional<Integer> patience,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps)
            implements EarlyStop {
        @Override
        public PrunerOptions options(Steps steps) {
            PrunerOptions usual = steps.options(minSteps);
            return patience.map(usual::withPatience).orElse(usual);
        }
    }

    /** Stops what diverged or is worse than a bound. */
    record Threshold(
            @Key("The worst value of the objective that goes on; absent: only what diverged is stopped")
            Optional<Double> bound,

            @Key(value = MIN_MEANS, low = 1, high = MOST_STEPS)
            Optional<Integer> minSteps)
            implements EarlyStop {
        @Override
        public PrunerOptions options(Steps steps) {
            PrunerOptions usual = steps.options(minSteps);
            return bound.map(usual::withBound).orElse(usual);
        }
    }

    /**
     * The rungs that are named.
     *
     * @throws Misfit for rungs that do not rise, or that are named beside the step from which they begin
     */
    static List<Integer> ladder(Optional<Integer> minSteps, List<Integer> rungs) {
        if (minSteps.isPresent() && !rungs.isEmpty()) {
            throw new Misfit(
                    "minSteps", "Either minSteps or rungs, not both.", "The first rung is the first judgement.");
        }
        for (int i = 1; i < rungs.size(); i++) {
            if (rungs.get(i) <= rungs.get(i - 1)) {
                throw new Misfit(
                        "rungs/" + i,
                        "Rungs rise: %d after %d.".formatted(rungs.get(i), rungs.get(i - 1)),
                        "Write them like [5, 15, 45].");
            }
        }
        return List.copyOf(rungs);
    }
}
