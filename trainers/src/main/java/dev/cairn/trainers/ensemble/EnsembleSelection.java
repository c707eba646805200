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
 * Adds, again and again, the candidate that makes the mean of those chosen best, each as often as it pays, and keeps the best mean on the way
 * (Caruana et al., ICML 2004, §2.1). It is done several times and the weights are averaged, which guards against candidates that are good by chance:
 * among some of the candidates (§2.3), and on half of the rows.
 *
 * @param metric what is made better, in this direction
 * @param size how many times a candidate is added in each bag
 * @param bags how many times the selection is done
 * @param share of the candidates that a bag chooses from
 * @param halves whether a bag is scored on half of the rows, drawn anew for each
 */
public record EnsembleSelection(
        Metric metric, Direction direction, int size, int bags, double share, boolean halves, long seed) {
    /** Fewer are not halved. */
    private static final int FEWEST_ROWS = 20;

    /**
     * 12 steps in each of 16 bags of four fifths of the candidates on half of the rows. On small tables a bag of half of the candidates, on all rows,
     * too often lacks the one that is far ahead.
     */
    public static EnsembleSelection usual(Metric metric, Direction direction, long seed) {
        return new EnsembleSelection(metric, direction, 12, 16, 0.8, true, seed);
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
        double[] weights = new double[candidates.size()];
        for (int bag = 0; bag < bags; bag++) {
            int[] drawn = drawn(candidates.size(), Seeds.random(seed, "bag", bag));
            int[] times = bag(drawn, candidates, truth, Seeds.random(seed, "rows", bag));
            double sum = Arrays.stream(times).sum();
            for (int candidate = 0; candidate < weights.length; candidate++) {
                weights[candidate] += times[candidate] / sum / bags;
            }
        }
        return new Blend(weights);
    }

    private int[] bag(int[] drawn, List<Predictions> candidates, Target truth, SplittableRandom random) {
        if (!halves || truth.rows() < FEWEST_ROWS) {
            return grow(drawn, candidates, truth);
        }
        int[] rows = half(truth, random);
        return grow(drawn, candidates.stream().map(said -> said.at(rows)).toList(), truth.select(rows));
    }

    /** Every other row of a random order, class by class. */
    private static int[] half(Target truth, SplittableRandom random) {
        int[] order = IntStream.range(0, truth.rows()).toArray();
        for (int place = order.length - 1; place > 0; place--) {
            int other = random.nextInt(place + 1);
            int swapped = order[place];
            order[place] = order[other];
            order[other] = swapped;
        }
        boolean[] skip = new boolean[truth instanceof Target.Classes classes ? classes.classes() : 1];
        return Arrays.stream(order)
                .filter(row -> {
                    int stratum = truth instanceof Target.Classes classes ? classes.codes()[row] : 0;
                    skip[stratum] = !skip[stratum];
                    return skip[stratum];
                })
                .sorted()
                .toArray();
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
    private int[] grow(int[] drawn, List<Predictions> candidates, Target truth) {
        int[] times = new int[candidates.size()];
        double[] sum = new double[Blend.numbers(candidates.get(0)).length];
        double least = Double.POSITIVE_INFINITY;
        int[] best = times;
        for (int count = 1; count <= size; count++) {
            int added = drawn[0];
            double lowest = Double.POSITIVE_INFINITY;
            for (int candidate : drawn) {
                double loss = loss(truth, mean(sum, candidates.get(candidate), count));
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
