package dev.cairn.trainers.ensemble;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Adds, again and again, the candidate that makes the mean of those chosen best, each as often as it pays, and keeps the best mean on the way (Caruana et al., ICML 2004, §2.1). It is
 * done several times among some of the candidates only, and the weights are averaged, which guards against candidates that are good by chance
 * (§2.3).
 *
 * @param metric what is made better, in this direction
 * @param size how many times a candidate is added in each bag
 * @param bags how many times the selection is done
 * @param share of the candidates that a bag chooses from
 */
public record EnsembleSelection(Metric metric, Direction direction, int size, int bags, double share, long seed) {
    /** 25 steps in each of 8 bags of half of the candidates. */
    public static EnsembleSelection usual(Metric metric, Direction direction, long seed) {
        return new EnsembleSelection(metric, direction, 25, 8, 0.5, seed);
    }

    public EnsembleSelection {
        if (size < 1 || bags < 1 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a selection needs size and bags >= 1 and a share in (0, 1], got " + size
                    + ", " + bags + ", " + share);
        }
    }

    /**
     * The best blend of what was said about these rows.
     *
     * @param candidates each about the rows of {@code truth}, at least one
     */
    public Blend select(List<Predictions> candidates, Target truth) {
        double[] alone =
                candidates.stream().mapToDouble(said -> loss(truth, said)).toArray();
        double[] weights = new double[candidates.size()];
        for (int bag = 0; bag < bags; bag++) {
            int[] drawn = drawn(candidates.size(), Seeds.random(seed, "bag", bag));
            int[] times = grow(drawn, alone, candidates, truth);
            double sum = Arrays.stream(times).sum();
            for (int candidate = 0; candidate < weights.length; candidate++) {
                weights[candidate] += times[candidate] / sum / bags;
            }
        }
        return new Blend(weights);
    }

    /** Lower is better; what is undefined is worst. */
    double loss(Target truth, Predictions said) {
        double score = metric.compute(truth, said);
        if (Double.isNaN(score)) {
            return Double.POSITIVE_INFINITY;
        }
        return direction == Direction.MINIMIZE ? score : -score;
    }

    private int[] drawn(int candidates, SplittableRandom random) {
        int[] order = IntStream.range(0, candidates).toArray();
        int wanted = Math.min(candidates, Math.max(2, (int) Math.ceil(share * candidates)));
        for (int place = 0; place < wanted; place++) {
            int other = place + random.nextInt(candidates - place);
            int swapped = order[place];
            order[place] = order[other];
            order[other] = swapped;
        }
        return Arrays.stream(order, 0, wanted).sorted().toArray();
    }

    /** How many times each candidate was added up to the best mean on the way; a step back can be part of it, as when the best is added again. */
    private int[] grow(int[] drawn, double[] alone, List<Predictions> candidates, Target truth) {
        int[] times = new int[candidates.size()];
        double[] sum = new double[Blend.numbers(candidates.get(0)).length];
        double least = Double.POSITIVE_INFINITY;
        int[] best = times;
        for (int count = 1; count <= size; count++) {
            int added = drawn[0];
            double lowest = Double.POSITIVE_INFINITY;
            for (int candidate : drawn) {
                double loss = count == 1 ? alone[candidate] : loss(truth, mean(sum, candidates.get(candidate), count));
                if (loss < lowest) {
                    lowest = loss;
                    added = candidate;
                }
            }
            times[added]++;
            double[] numbers = Blend.numbers(candidates.get(added));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += numbers[i];
            }
            if (lowest < least || count == 1) {
                least = lowest;
                best = times.clone();
            }
        }
        return best;
    }

    private static Predictions mean(double[] sum, Predictions added, int count) {
        double[] numbers = Blend.numbers(added);
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (sum[i] + numbers[i]) / count;
        }
        return added.alike(mean);
    }
}
