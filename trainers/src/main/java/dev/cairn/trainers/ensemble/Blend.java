package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted mean of models.
 *
 * @param weights one per candidate, none negative, 1 in all; 0 leaves a candidate out
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Blend(double[] weights) {
    public Blend {
        double sum = Arrays.stream(weights).sum();
        if (!(Math.abs(sum - 1) < 1e-9) || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    "weights are not negative and 1 in all, got " + Arrays.toString(weights));
        }
    }

    /** One candidate alone. */
    public static Blend single(int candidate, int candidates) {
        double[] weights = new double[candidates];
        weights[candidate] = 1;
        return new Blend(weights);
    }

    /** How many candidates take part. */
    public int members() {
        return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    }

    /** The mean of what the candidates said about the same rows. */
    public Predictions of(List<Predictions> candidates) {
        double[] sum = new double[numbers(candidates.get(0)).length];
        for (int candidate = 0; candidate < weights.length; candidate++) {
            if (weights[candidate] > 0) {
                add(weights[candidate], numbers(candidates.get(candidate)), sum);
            }
        }
        return candidates.get(0).alike(sum);
    }

    static double[] numbers(Predictions predictions) {
        return predictions.numbers();
    }

    private static void add(double weight, double[] numbers, double[] sum) {
        if (numbers.length != sum.length) {
            throw new InvalidFrame("candidates spoke of " + sum.length + " and of " + numbers.length + " numbers");
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * numbers[i];
        }
    }
}
