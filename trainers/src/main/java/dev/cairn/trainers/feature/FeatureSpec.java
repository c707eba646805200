package dev.cairn.trainers.feature;

/**
 * How columns become numbers.
 *
 * @param missing what stands for a missing cell
 * @param scaled whether each number gets mean 0 and standard deviation 1; indicators of levels stay 0 and 1
 * @param categories how levels become numbers
 * @param maxLevels one-hot: the most frequent levels that get a feature of their own; the others share one
 */
public record FeatureSpec(Missing missing, boolean scaled, Categories categories, int maxLevels) {
    /** What stands for a missing cell. */
    public enum Missing {
        /** The median, or the most frequent level, and a feature of its own that says so if any was missing in training. */
        FILLED,
        /** NaN, for models that know what to do with it. */
        KEPT
    }

    /** How levels become numbers. */
    public enum Categories {
        /** A feature of zeros and ones per level. A level that training did not have is all zeros, or the shared feature if there is one. */
        ONE_HOT,
        /** The level's number, in the order of the frame the features were fitted on. A level that training did not have is missing. */
        ORDINAL
    }

    /** For models that add weighted inputs: filled, scaled, one-hot. */
    public static final FeatureSpec DENSE = new FeatureSpec(Missing.FILLED, true, Categories.ONE_HOT, 64);

    /** For trees: as it is. */
    public static final FeatureSpec RAW = new FeatureSpec(Missing.KEPT, false, Categories.ORDINAL, 1);

    public FeatureSpec {
        if (maxLevels < 1) {
            throw new IllegalArgumentException("one-hot needs at least 1 level, got " + maxLevels);
        }
    }
}
