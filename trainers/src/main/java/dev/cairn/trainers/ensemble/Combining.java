package dev.cairn.trainers.ensemble;

import java.util.List;

/** Which ways to combine several models may take part in the choice of a final model; the best one alone always does. */
public enum Combining {
    /** A mean where it pays, and a second model where there is evidence that it pays more. */
    AUTO,
    GREEDY,
    STACKED;

    /** The ways of several, the first of which needs no evidence against the others. */
    List<Way> several() {
        return switch (this) {
            case AUTO -> List.of(Way.GREEDY, Way.STACKED);
            case GREEDY -> List.of(Way.GREEDY);
            case STACKED -> List.of(Way.STACKED);
        };
    }

    /** A way to make one answer of several. */
    public enum Way {
        /** The candidate that is best by itself. */
        ALONE,
        /** The mean that {@link EnsembleSelection} finds. */
        GREEDY,
        /** The second model of {@link Stacking}. */
        STACKED
    }
}
