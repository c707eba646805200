package dev.cairn.trainers;

/** How a trial's models are scored on rows that they did not see. */
public sealed interface Validation {
    /**
     * Each row is predicted by a model of the other folds.
     *
     * @param stratify spread every class evenly; ignored for regression
     */
    record Folds(int k, boolean stratify) implements Validation {
        public Folds {
            if (k < 2) {
                throw new IllegalArgumentException("validation needs at least 2 folds, got " + k);
            }
        }
    }

    /**
     * One model, scored on this share of the rows.
     *
     * @param stratify take the share of every class; ignored for regression
     */
    record Holdout(double fraction, boolean stratify) implements Validation {
        public Holdout {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("a holdout's fraction lies between 0 and 1, got " + fraction);
            }
        }
    }
}
