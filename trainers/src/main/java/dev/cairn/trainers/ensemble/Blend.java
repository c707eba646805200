package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several models, their weights, and how their answers become one.
 *
 * @param weights one per candidate, none negative, 1 in all; 0 leaves a candidate out
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Blend(double[] weights, Combination combination) {
    public Blend {
        double sum = Arrays.stream(weights).sum();
        if (!(Math.abs(sum - 1) < 1e-9) || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    "weights are not negative and 1 in all, got " + Arrays.toString(weights));
        }
    }

    /** A weighted mean. */
    public Blend(double[] weights) {
        this(weights, Combination.MEAN);
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

    /** What they say together of the rows of which each spoke. */
    public Predictions of(List<Predictions> candidates) {
        return combination.of(weights, candidates);
    }

    /** With the heaviest members only, scaled to 1 in all. */
    Blend heaviest(int most) {
        if (members() <= most) {
            return this;
        }
        double[] kept = new double[weights.length];
        heaviestFirst().limit(most).forEach(candidate -> kept[candidate] = weights[candidate]);
        double sum = Arrays.stream(kept).sum();
        return new Blend(Arrays.stream(kept).map(weight -> weight / sum).toArray(), combination);
    }

    /** Those that take part. */
    IntStream heaviestFirst() {
        return IntStream.range(0, weights.length)
                .boxed()
                .filter(candidate -> weights[candidate] > 0)
                .sorted(Comparator.comparing(candidate -> -weights[candidate]))
                .mapToInt(Integer::intValue);
    }

    static double[] numbers(Predictions predictions) {
        return predictions.numbers();
    }
}
