package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.ExtraTrees;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.transfer.Outline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether results of a new study fall in the order that an earlier one foretells: trees grown on the ranks of the earlier one are asked for
 * the new one's points, and the pairs that they put the wrong way round are counted (the ranking loss of Feurer, Letham and Bakshy, 2018;
 * its distribution by chance: Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938).
 */
final class Agreement {
    private static final long SEED = 19_380_601;

    private Agreement() {}

    /** The chance that an order without any relation would have put as few pairs the wrong way round, from 0 to 1; 1 without points. */
    static double chance(SearchSpace space, Outline outline, List<double[]> points, double[] losses) {
        List<double[]> known = outline.ranked().stream().map(space::encode).toList();
        double[] ranks = IntStream.range(0, known.size()).asDoubleStream().toArray();
        ExtraTrees trees = ExtraTrees.fit(space, known, ranks, Stream.of(SEED));
        double[] foretold =
                points.stream().mapToDouble(point -> trees.at(point).mean()).toArray();
        return chance(misplaced(foretold, losses), losses.length);
    }

    /** Pairs in the wrong order; a tie in one counts half. */
    private static double misplaced(double[] foretold, double[] losses) {
        double misplaced = 0;
        for (int i = 0; i < losses.length; i++) {
            for (int j = 0; j < i; j++) {
                double sign = Math.signum(foretold[i] - foretold[j]) * Math.signum(losses[i] - losses[j]);
                misplaced += (1 - sign) / 2;
            }
        }
        return misplaced;
    }

    /** The part of all orders of {@code n} that have at most so many inversions. */
    static double chance(double inversions, int n) {
        double[] share = {1};
        for (int k = 2; k <= n; k++) {
            double[] next = new double[share.length + k - 1];
            for (int i = 0; i < share.length; i++) {
                for (int j = 0; j < k; j++) {
                    next[i + j] += share[i] / k;
                }
            }
            share = next;
        }
        double sum = 0;
        for (int i = 0; i <= Math.min(inversions, share.length - 1); i++) {
            sum += share[i];
        }
        return sum;
    }
}
