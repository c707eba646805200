package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.metric.Metric;

/** What a model of numbers minimises, and with it what it predicts: a mean, a median or a quantile. */
public sealed interface RegressionLoss {
    /** The name of the parameter that chooses; what a study's objective wants unless it says otherwise. */
    String PARAMETER = "loss";

    String OF_OBJECTIVE = "objective";
    String SQUARED = "squared";
    String ABSOLUTE = "absolute";

    /** Predicts means. */
    record Squared() implements RegressionLoss {}

    /** Predicts medians. */
    record Absolute() implements RegressionLoss {}

    /** Predicts the quantile at this level, by the pinball loss (Koenker and Bassett, Econometrica 1978). */
    record Quantile(double level) implements RegressionLoss {
        public Quantile {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("a quantile lies between 0 and 1, got " + level);
            }
        }
    }

    /** As the values say, or as goes with what the study wants less of. */
    static RegressionLoss of(Objective objective, Values values) {
        return switch (values.text(PARAMETER)) {
            case OF_OBJECTIVE -> of(objective.metric());
            case SQUARED -> new Squared();
            case ABSOLUTE -> new Absolute();
            default ->
                throw new IllegalArgumentException(PARAMETER + " is " + OF_OBJECTIVE + ", " + SQUARED + " or "
                        + ABSOLUTE + ", got " + values.text(PARAMETER));
        };
    }

    private static RegressionLoss of(Metric metric) {
        if (metric.quantile().isPresent()) {
            return new Quantile(metric.quantile().getAsDouble());
        }
        return metric == Metric.MAE ? new Absolute() : new Squared();
    }
}
