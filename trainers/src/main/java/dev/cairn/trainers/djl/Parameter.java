package dev.cairn.trainers.djl;

import java.util.random.RandomGenerator;

/**
 * One array of a network's state before training.
 *
 * @param initial row by row
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once, compared by nobody
record Parameter(Role role, long[] shape, float[] initial) {
    /** How training treats it. */
    enum Role {
        /** Learned and drawn toward zero by L2. */
        WEIGHT,
        /** Learned only. */
        OFFSET,
        /** Not learned but followed, such as a batch normalisation's mean. */
        STATISTIC
    }

    /** Normal weights with standard deviation {@code gain / sqrt(inputs)}, which keeps the variance of what flows forward. */
    static Parameter weight(RandomGenerator random, double gain, int inputs, long... shape) {
        float[] initial = new float[count(shape)];
        double deviation = gain / Math.sqrt(inputs);
        for (int i = 0; i < initial.length; i++) {
            initial[i] = (float) (deviation * random.nextGaussian());
        }
        return new Parameter(Role.WEIGHT, shape, initial);
    }

    static Parameter constant(Role role, float value, long... shape) {
        float[] initial = new float[count(shape)];
        java.util.Arrays.fill(initial, value);
        return new Parameter(role, shape, initial);
    }

    private static int count(long[] shape) {
        int count = 1;
        for (long side : shape) {
            count = Math.multiplyExact(count, Math.toIntExact(side));
        }
        return count;
    }
}
