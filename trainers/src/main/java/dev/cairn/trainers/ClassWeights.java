package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;

/**
 * What a row of each class counts for in training; the mean row counts 1.
 *
 * @param ofClass by code; empty for regression, where all rows count the same
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ClassWeights(float[] ofClass) {
    /** The name of the parameter that chooses: {@code none} or {@code balanced}, where all classes weigh the same together. */
    public static final String PARAMETER = "classWeights";

    public static final String NONE = "none";
    private static final String BALANCED = "balanced";

    /** As the values say, for the classes as frequent as in these training rows. */
    public static ClassWeights of(Target training, Values values) {
        if (!(training instanceof Target.Classes classes)) {
            return new ClassWeights(new float[0]);
        }
        float[] ofClass = new float[classes.classes()];
        switch (values.text(PARAMETER)) {
            case NONE -> Arrays.fill(ofClass, 1);
            case BALANCED -> balance(classes.counts(), ofClass);
            default ->
                throw new IllegalArgumentException(
                        PARAMETER + " is " + NONE + " or " + BALANCED + ", got " + values.text(PARAMETER));
        }
        return new ClassWeights(ofClass);
    }

    private static void balance(int[] counts, float[] ofClass) {
        double rows = Arrays.stream(counts).sum();
        long seen = Arrays.stream(counts).filter(count -> count > 0).count();
        for (int code = 0; code < ofClass.length; code++) {
            ofClass[code] = (float) (rows / (seen * Math.max(1, counts[code])));
        }
    }

    /** Whether all rows count the same, which libraries learn faster from when they are not told. */
    public boolean equal() {
        for (float weight : ofClass) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }

    /** By row of this target, which has the same classes. */
    public float[] ofRows(Target target) {
        float[] weights = new float[target.rows()];
        Arrays.fill(weights, 1);
        if (target instanceof Target.Classes classes) {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = ofClass[classes.codes()[row]];
            }
        }
        return weights;
    }
}
