package dev.cairn.search.sampler;

import dev.cairn.search.model.Warping;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One way to look for improvement with the same model. Arms take turns by trial number, so that the whole is a function of the history;
 * when nothing was gained for a while, the turns go from those that exploit to those that explore.
 */
enum Arm {
    GLOBAL {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.global();
        }
    },
    TRUST_REGION {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.local();
        }

        @Override
        Warping warping() {
            return Warping.ZOOMED;
        }
    },
    BRANCH {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.branch();
        }
    },
    BASIN {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return turn.basin();
        }
    },
    /** A point of the space-filling sequence, which no model can talk out of anything: that is how a model is found to be wrong. */
    START {
        @Override
        Optional<Suggestion.New> suggestion(GaussianTurn turn) {
            return Optional.empty();
        }
    };

    private static final List<Arm> GAINING = List.of(GLOBAL, TRUST_REGION, BASIN, TRUST_REGION, GLOBAL, TRUST_REGION);
    private static final List<Arm> STAGNANT = List.of(BASIN, TRUST_REGION, START, BASIN, GLOBAL, BASIN);
    /** So many trials without a gain worth the name are stagnation. */
    private static final int PATIENCE = 8;
    /** A gain is worth the name if it is this part of what was gained over the median of the first trials. */
    private static final double WORTH = 0.02;

    private static final int FIRST = 10;

    abstract Optional<Suggestion.New> suggestion(GaussianTurn turn);

    /** How the model of this arm sees losses. */
    Warping warping() {
        return Warping.WIDE;
    }

    /** The arms to try for a trial, the first that finds something being taken; after the last comes a space-filling point. */
    static List<Arm> order(int number, Evidence evidence) {
        if (number % 3 == 0 && new Branches(evidence).size() > 1) {
            return List.of(BRANCH, GLOBAL);
        }
        Arm arm = (idle(evidence.losses()) < PATIENCE ? GAINING : STAGNANT).get(number % 6);
        return arm == START ? List.of() : List.of(arm, GLOBAL);
    }

    /** How many trials ago the last gain worth the name was made. */
    private static int idle(double[] losses) {
        double[] first = Arrays.copyOf(losses, Math.min(FIRST, losses.length));
        Arrays.sort(first);
        double median = first[first.length / 2];
        double reference = losses[0];
        int last = 0;
        for (int i = 1; i < losses.length; i++) {
            if (losses[i] < reference - WORTH * Math.max(0, median - losses[i])) {
                reference = losses[i];
                last = i;
            }
        }
        return losses.length - 1 - last;
    }
}
