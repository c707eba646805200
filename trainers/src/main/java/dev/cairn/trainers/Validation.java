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

    /** Rows in the order of their marks: each of k later parts is predicted by a model of all rows before it. */
    record Forward(int k) implements Validation {
        public Forward {
            if (k < 1) {
                throw new IllegalArgumentException("validation by time needs at least 1 fold, got " + k);
            }
        }
    }

    /** Rows in the order of their marks: one model, scored on the latest share of them. */
    record Latest(double fraction) implements Validation {
        public Latest {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("a holdout's fraction lies between 0 and 1, got " + fraction);
            }
        }
    }

    /** Each row's mark names the fold that scores it; rows without one are always learned from. */
    record Given() implements Validation {}

    /** How many models score a trial at most, where that is known before the data. */
    default int models() {
        if (this instanceof Folds folds) {
            return folds.k();
        }
        return this instanceof Forward forward ? forward.k() : 1;
    }
}
