package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.EvolutionStrategy;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One run of an evolution strategy between two restarts: a normal distribution over the ordered coordinates, and a distribution of its own over
 * the levels of each unordered one, which moves by its natural gradient (CatCMA: Hamano et al., GECCO 2024, with a fixed rate).
 *
 * @param axes the coordinates that the normal distribution is over
 * @param levels per coordinate of the space the probabilities of its levels; empty for an ordered one
 * @param best least loss of each generation so far
 */
@SuppressWarnings("ArrayRecordComponent") // private to the samplers, which do not write to it
record CmaRun(SearchSpace space, int[] axes, EvolutionStrategy strategy, double[][] levels, List<Double> best) {
    private static final double RATE = 0.25;

    static CmaRun start(SearchSpace space, double[] mean, double sigma) {
        int[] axes = IntStream.range(0, space.size())
                .filter(d -> !space.parameters().get(d).unordered()
                        && space.parameters().get(d).cardinality() > 1)
                .toArray();
        double[][] levels = new double[space.size()][0];
        for (int d = 0; d < levels.length; d++) {
            Parameter parameter = space.parameters().get(d);
            if (parameter.unordered()) {
                levels[d] = new double[(int) parameter.cardinality()];
                boolean believed = parameter.prior().isPresent();
                Arrays.fill(levels[d], (believed ? 0.5 : 1.0) / levels[d].length);
                if (believed) {
                    levels[d][level(parameter.encode(parameter.prior().get()), levels[d].length)] += 0.5;
                }
            }
        }
        double[] centre = Arrays.stream(axes).mapToDouble(d -> mean[d]).toArray();
        return new CmaRun(space, axes, EvolutionStrategy.around(centre, sigma), levels, List.of());
    }

    /** The run after one more generation of points of the space, NaN where inactive. */
    CmaRun after(List<double[]> points, double[] losses, Stream stream) {
        double[][] ordered = new double[points.size()][axes.length];
        for (int k = 0; k < ordered.length; k++) {
            for (int i = 0; i < axes.length; i++) {
                double u = points.get(k)[axes[i]];
                // What is inactive says nothing: a draw from the distribution as it is leaves it as it is, on average.
                ordered[k][i] = Double.isNaN(u) ? strategy.mean(i) + strategy.deviation(i) * stream.gaussian() : u;
            }
        }
        EvolutionStrategy next = axes.length == 0 ? strategy : strategy.updated(ordered, losses);
        List<Double> history = new ArrayList<>(best);
        history.add(Arrays.stream(losses).min().orElse(0));
        return new CmaRun(space, axes, next, learned(points, losses), history);
    }

    /** The level probabilities, moved towards the weighted levels of the best points. */
    private double[][] learned(List<double[]> points, double[] losses) {
        double[] weights = EvolutionStrategy.weights(points.size());
        int[] order = IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] next = new double[levels.length][];
        for (int d = 0; d < levels.length; d++) {
            next[d] = levels[d].clone();
            int count = next[d].length;
            for (int k = 0; count > 0 && k < weights.length; k++) {
                double u = points.get(order[k])[d];
                for (int level = 0; !Double.isNaN(u) && level < count; level++) {
                    double here = level == level(u, count) ? 1 : 0;
                    next[d][level] += RATE * weights[k] * (here - levels[d][level]);
                }
            }
        }
        return next;
    }

    /**
     * By how much to stretch the steps of each ordered coordinate.
     *
     * @param margin least probability that a discrete coordinate leaves the value at its mean
     */
    double[] stretches(double margin) {
        double[] stretches = new double[axes.length];
        Arrays.setAll(
                stretches,
                i -> Margin.stretch(space.parameters().get(axes[i]), strategy.mean(i), strategy.deviation(i), margin));
        return stretches;
    }

    /**
     * A point of the space.
     *
     * @param stretches of {@link #stretches}
     * @param margin least probability of each unordered level
     */
    double[] draw(Stream stream, double[] stretches, double margin) {
        double[] z = new double[axes.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = stream.gaussian();
        }
        double[] step = strategy.step(z);
        double[] point = new double[space.size()];
        Arrays.fill(point, 0.5);
        for (int i = 0; i < axes.length; i++) {
            double u = Math.abs(strategy.mean(i) + stretches[i] * step[i]) % 2;
            point[axes[i]] = u > 1 ? 2 - u : u;
        }
        for (int d = 0; d < point.length; d++) {
            if (levels[d].length > 0) {
                point[d] = nominal(levels[d], margin, stream);
            }
        }
        return point;
    }

    private static double nominal(double[] probabilities, double margin, Stream stream) {
        int count = probabilities.length;
        double least = Math.min(margin, 0.5 / count);
        double u = stream.uniform();
        for (int level = 0; level < count; level++) {
            u -= least + (1 - count * least) * probabilities[level];
            if (u < 0) {
                return (level + 0.5) / count;
            }
        }
        return (count - 0.5) / count;
    }

    private static int level(double u, int count) {
        return Math.min(count - 1, (int) (u * count));
    }
}
