package dev.cairn.trainers.forest;

import dev.cairn.trainers.data.Target;
import java.util.Arrays;

/** What trees learn to say, in a form they can sum up. */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
sealed interface Answers {
    int rows();

    /** Numbers; two classes are 0 and 1. */
    record Numbers(float[] values) implements Answers {
        @Override
        public int rows() {
            return values.length;
        }
    }

    /** Three or more classes. */
    record Classes(int[] codes, int classes) implements Answers {
        @Override
        public int rows() {
            return codes.length;
        }
    }

    /** Numbers are taken from the mean, since squares of large ones would drown their differences. */
    static Answers of(Target target, double mean) {
        if (target instanceof Target.Classes classes && classes.classes() > 2) {
            return new Classes(classes.codes(), classes.classes());
        }
        double[] values = target instanceof Target.Numbers numbers
                ? numbers.values()
                : Arrays.stream(((Target.Classes) target).codes())
                        .asDoubleStream()
                        .toArray();
        float[] centred = new float[values.length];
        for (int row = 0; row < centred.length; row++) {
            centred[row] = (float) (values[row] - mean);
        }
        return new Numbers(centred);
    }
}
