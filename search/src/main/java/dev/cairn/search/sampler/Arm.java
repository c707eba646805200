package dev.cairn.search.sampler;

import dev.cairn.search.model.Warping;
import java.util.Arrays;
import java.util.Optional;

/** One way to look for improvement with the same model. {@link Turns} says whose turn it is. */
enum Arm {
    TRUST_REGION("trustRegion", 0.5) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.local();
        }

        @Override
        Warping warping() {
            return Warping.ZOOMED;
        }
    },
    GLOBAL("gp", 0.2) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.global();
        }
    },
    BRANCH("branch", 0.2) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.branch();
        }
    },
    BASIN("basin", 0.06) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.basin();
        }
    },
    /** Randomised trees in place of the Gaussian process, which many parameters, or conditions upon conditions, leave with little to say. */
    FOREST("forest", 0.15) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.forest();
        }
    },
    /** A point of the space-filling sequence, which no model can talk out of anything: that is how a model is found to be wrong. */
    EXPLORE("explore", 0.1) {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return Optional.empty();
        }
    };

    private final String label;
    private final double share;

    Arm(String label, double share) {
        this.label = label;
        this.share = share;
    }

    /** The name under which explanations and histories know it. */
    String label() {
        return label;
    }

    /** Its part of the suggestions before anything is known of its gains; the shares of all need not sum to 1. */
    double share() {
        return share;
    }

    /** Empty where it finds nothing. */
    abstract Optional<Suggestion.New> suggestion(GaussianTurn turn);

    /** How the model of this arm sees losses. */
    Warping warping() {
        return Warping.WIDE;
    }

    /** The arm of an explanation, if it was one of these. */
    static Optional<Arm> labelled(String label) {
        return Arrays.stream(values()).filter(arm -> arm.label.equals(label)).findFirst();
    }
}
